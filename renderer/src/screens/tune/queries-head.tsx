import { useState, type CSSProperties, type KeyboardEvent, type RefObject } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ColumnEdge } from './column-edge.tsx';
import { ColumnFilter } from './column-filter-field.tsx';
import { columnWidth, movedColumn, shownColumns } from './column-layout.ts';
import { cellClass, queryColumns } from './query-columns.tsx';
import { nextOrder } from './next-order.ts';
import { useColumnDrag } from './use-column-drag.ts';
import type { QueriesGrid } from './use-queries-grid.ts';

type QueriesHeadProps = {
  readonly grid: QueriesGrid;
  readonly tracks: CSSProperties;
  readonly isFiltering: boolean;
  /** The name that keys reach: one of them is in the order of Tab. */
  readonly reached: RefObject<HTMLButtonElement | null>;
  /** Down from the names. */
  readonly onLeave: () => void;
  /** What keys did, to be read out. */
  readonly onTold: (sentence: string) => void;
};

const headKeys: ReadonlySet<string> = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Enter',
  ' ',
]);
/** px that one press makes a column wider or narrower. */
const widthStep = 10;

/**
 * The names over the columns, each a way to sort by it, to move it (dragged) and to make it wider, and what each column is held to. By keys: arrows
 * go from name to name, Enter sorts, Shift and arrows make wider or narrower, Alt and arrows move.
 */
export function QueriesHead({ grid, tracks, isFiltering, reached, onLeave, onTold }: QueriesHeadProps) {
  const { queries, tableColumns } = useStores();
  const { order, setOrder } = useFrom(queries, (state) => state);
  const ids = grid.getVisibleLeafColumns().map(({ id }) => id);
  const drag = useColumnDrag();
  const [focused, setFocused] = useState('');
  const current = ids.includes(focused) ? focused : ids[0];

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, id: string): void {
    const { key, currentTarget: button } = event;
    // Pages are the rows'; Enter and the space bar press the button: that is sorting.
    if (!headKeys.has(key)) return;
    event.stopPropagation();
    if (key === 'Enter' || key === ' ' || key === 'ArrowUp') return;
    event.preventDefault();
    const cell = button.closest<HTMLElement>('[role="columnheader"]');
    const names = [...(cell?.parentElement?.querySelectorAll<HTMLElement>('button.sort') ?? [])];
    const by = key === 'ArrowLeft' ? -1 : 1;
    if (key === 'ArrowDown') onLeave();
    else if (key === 'Home') names[0]?.focus();
    else if (key === 'End') names.at(-1)?.focus();
    else if (event.altKey) move(button, id, by);
    else if (event.shiftKey) widen(id, columnWidth((cell?.offsetWidth ?? 0) + by * widthStep));
    else names[names.indexOf(button) + by]?.focus();
  }
  function move(button: HTMLButtonElement, id: string, by: -1 | 1): void {
    const columns = tableColumns.getState();
    columns.setOrder(movedColumn(columns, id, by));
    const place = shownColumns(tableColumns.getState()).indexOf(id) + 1;
    onTold(`${labelOf(id)}: column ${place} of ${ids.length}`);
    // A node that is moved loses the focus.
    requestAnimationFrame(() => button.focus());
  }
  function widen(id: string, width: number): void {
    tableColumns.getState().setWidth(id, width);
    onTold(`${labelOf(id)}: ${width} px wide`);
  }
  return (
    <>
      <div className="grid-row" role="row" aria-rowindex={1} style={tracks}>
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
              <button
                ref={id === current ? reached : null}
                type="button"
                className="sort"
                tabIndex={id === current ? 0 : -1}
                onFocus={() => setFocused(id)}
                onKeyDown={(event) => onKeyDown(event, id)}
                onPointerDown={(event) => drag.begin(event, id)}
                onClick={({ detail: presses }) => {
                  if (presses === 0 || !drag.tookPlace()) setOrder(nextOrder(column.sort, order));
                }}
              >
                <span className="sort-name">
                  <grid.FlexRender header={header} />
                </span>
                {isSorted ? <span aria-hidden="true">{order.descending ? '▼' : '▲'}</span> : null}
              </button>
              <ColumnEdge id={id} />
            </div>
          );
        })}
      </div>
      {isFiltering ? (
        <div className="grid-row filters" role="row" style={tracks}>
          {ids.map((id) => (
            <div key={id} role="gridcell">
              <ColumnFilter id={id} />
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

function labelOf(id: string): string {
  return queryColumns[id]?.label ?? id;
}
