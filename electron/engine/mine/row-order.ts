import type { QuerySort } from '../../../shared/ipc/view-calls.ts';
import type { TuneFilter, TuneRange } from '../../../shared/ipc/tune-filter.ts';
import {
  rowShortage,
  rowValue,
  rowValueNames,
  rowValues,
  type RowValue,
} from '../../../shared/mining/row-values.ts';
import { sortOrder } from '../../../shared/statistics/sort-order.ts';
import { rowsByLoss } from '../../../shared/tuning/rows-by-loss.ts';
import { isRowShown } from '../../../shared/tuning/tabulate-pool.ts';
import { isInside } from '../../../shared/tuning/tune-request.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decisionMaterial } from './decide-stored-pool.ts';
import type { DecidedView } from './decided-views.ts';

export type TableRequest = {
  readonly sort: QuerySort;
  readonly descending: boolean;
  /** Case-insensitive part of the query's text or of one of its ids. */
  readonly search: string;
  readonly only: 'all' | 'starved' | 'short' | 'with-suspects';
  readonly filter?: TuneFilter | undefined;
  readonly lossTemperature?: number | null | undefined;
  readonly columns?: Partial<Record<RowValue, TuneRange>> | undefined;
};

/** The pool rows that a table shows, in its order; kept with the view, so that the next page is a slice. */
export function rowOrder(view: DecidedView, request: TableRequest): Promise<Int32Array> {
  const { sort, descending, search, only, filter, lossTemperature = null, columns = {} } = request;
  const key = JSON.stringify([sort, descending, search, only, filter, lossTemperature, columns]);
  return view.orders.of(key, async () => {
    const { decided } = view;
    const { queries } = decided.pool;
    const sorted =
      sort === 'imported'
        ? importedOrder(queries.length, descending)
        : sortOrder(rowValues(decided, sort), descending);
    const searches = [search, filter?.search ?? ''].filter((text) => text !== '');
    const found = await Promise.all(searches.map((text) => queriesWith(view.workspace, text)));
    const isBrushed =
      filter === undefined || !hasRange(filter) ? null : await brushedRows(view, filter, lossTemperature);
    const bounds = [...columnBounds(columns)];
    if (only === 'all' && found.length === 0 && isBrushed === null && bounds.length === 0) return sorted;
    return sorted.filter(
      (row) =>
        passes(view, row, only) &&
        found.every((some) => some.has(queries[row] ?? -1)) &&
        (isBrushed === null || isBrushed(row)) &&
        bounds.every(([column, range]) => isInside(range, rowValue(decided, row, column))),
    );
  });
}

/** Whether a row has a candidate inside all brushed ranges and a loss inside the brushed one. */
async function brushedRows(
  { decided, workspace, storedPool }: DecidedView,
  { score, difference, rank, loss }: TuneFilter,
  lossTemperature: number | null,
): Promise<(row: number) => boolean> {
  const { pool, settings, units } = decided;
  const brushed = { pool, labels: null, ordered: false };
  const byLoss =
    loss === null || lossTemperature === null
      ? null
      : rowsByLoss(
          { ...(await decisionMaterial(workspace, storedPool, settings)), labels: null, ordered: false },
          settings,
          lossTemperature,
          loss,
        );
  const ranges = { rows: byLoss, score, difference, rank };
  return (row) => isRowShown(brushed, ranges, units, row);
}

function hasRange({ score, difference, rank, loss }: TuneFilter): boolean {
  return score !== null || difference !== null || rank !== null || loss !== null;
}

function* columnBounds(
  columns: NonNullable<TableRequest['columns']>,
): Generator<readonly [RowValue, TuneRange]> {
  for (const column of rowValueNames) {
    const range = columns[column];
    if (range !== undefined) yield [column, range];
  }
}

function importedOrder(count: number, descending: boolean): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = descending ? count - 1 - i : i;
  return order;
}

function passes({ decided }: DecidedView, row: number, only: TableRequest['only']): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'starved':
      return rowShortage(decided, row).starved;
    case 'short':
      return rowShortage(decided, row).short;
    case 'with-suspects':
      return rowValue(decided, row, 'suspects') > 0;
  }
}

/** Queries whose text or one of whose ids contains `search`, case aside. */
export async function queriesWith(workspace: Workspace, search: string): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const rows = workspace.database.chunks(
    `SELECT query FROM queries
     WHERE contains(lower(text), lower($1)) OR contains(lower(id), lower($1))
       OR len(list_filter(query_ids, x -> contains(lower(x), lower($1)))) > 0`,
    [search],
  );
  for await (const [queries = []] of rows) for (const query of queries) found.add(Number(query));
  return found;
}
