import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';
import { rowAt, type Blocks } from '../../stores/row-blocks.ts';
import type { TableColumns } from '../../stores/table-columns.ts';
import { columnsInOrder } from './column-layout.ts';
import { queryColumns } from './query-columns.tsx';

const features = tableFeatures({ columnOrderingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof features, QueryRow>();
const columns = helper.columns(
  Object.entries(queryColumns).map(([id, { label, heading = label, cell }]) =>
    helper.display({ id, header: heading, cell: ({ row }) => cell?.(row.original) ?? null }),
  ),
);

/** The table's columns and the rows `first` to `last` that are there; sorting and filtering are the engine's. */
export function useQueriesGrid(
  blocks: Blocks,
  [first, last]: readonly [number, number],
  { hidden, order }: Pick<TableColumns, 'hidden' | 'order'>,
) {
  const data = useMemo(() => {
    const rows: QueryRow[] = [];
    for (let at = first; at <= last; at += 1) {
      const row = rowAt(blocks, at);
      if (row) rows.push(row);
    }
    return rows;
  }, [blocks, first, last]);
  const columnVisibility = useMemo(() => Object.fromEntries([...hidden].map((id) => [id, false])), [hidden]);
  const columnOrder = useMemo(() => [...columnsInOrder(order)], [order]);
  return useTable({
    features,
    columns,
    data,
    getRowId: (row: QueryRow) => String(row.query),
    state: { columnVisibility, columnOrder },
  });
}

export type QueriesGrid = ReturnType<typeof useQueriesGrid>;
