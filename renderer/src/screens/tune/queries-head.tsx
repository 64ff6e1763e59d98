import type { ReactNode } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ColumnFilter } from './column-filter-field.tsx';
import { cellClass, queryColumns } from './query-columns.tsx';
import { nextOrder } from './next-order.ts';
import type { QueriesGrid } from './use-queries-grid.ts';

type QueriesHeadProps = {
  readonly grid: QueriesGrid;
  readonly gridTemplateColumns: string;
  readonly isFiltering: boolean;
};

/** The names over the columns, each a way to sort by it, and what each column is held to. */
export function QueriesHead({ grid, gridTemplateColumns, isFiltering }: QueriesHeadProps) {
  const { queries } = useStores();
  const { order, setOrder } = useFrom(queries, (state) => state);
  return (
    <>
      <div className="grid-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns }}>
        {grid.getFlatHeaders().map((header) => {
          const { id } = header.column;
          const column = queryColumns[id];
          if (!column) return null;
          const isSorted = column.sort === order.sort;
          return (
            <div
              key={id}
              role="columnheader"
              className={cellClass(id)}
              aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
              title={column.title}
            >
              <SortButton
                isSorted={isSorted}
                isDescending={order.descending}
                onClick={() => setOrder(nextOrder(column.sort, order))}
              >
                <grid.FlexRender header={header} />
              </SortButton>
            </div>
          );
        })}
      </div>
      {isFiltering ? (
        <div className="grid-row filters" role="row" style={{ gridTemplateColumns }}>
          {grid.getVisibleLeafColumns().map(({ id }) => (
            <div key={id} role="gridcell">
              <ColumnFilter id={id} />
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

type SortButtonProps = {
  readonly isSorted: boolean;
  readonly isDescending: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function SortButton({ isSorted, isDescending, onClick, children }: SortButtonProps) {
  return (
    <button type="button" className="sort" tabIndex={-1} onClick={onClick}>
      {children}
      <span aria-hidden="true">{isSorted ? (isDescending ? ' ▼' : ' ▲') : ''}</span>
    </button>
  );
}
