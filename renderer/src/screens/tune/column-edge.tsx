import { useRef, type PointerEvent } from 'react';
import { useStores } from '../../app-context.ts';
import { columnWidth } from './column-layout.ts';

/** Room for a cell's padding and what rounding takes. */
const roundCellPx = 14;

/** The right edge of a column's name: dragged, it makes the column wider; pressed twice, as wide as what is on screen. Keys do it from the name. */
export function ColumnEdge({ id }: { readonly id: string }) {
  const { tableColumns } = useStores();
  const grip = useRef<{ readonly x: number; readonly width: number } | null>(null);
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.closest<HTMLElement>('[role="columnheader"]')?.offsetWidth ?? 0;
    grip.current = { x: event.clientX, width };
  }
  function onPointerMove(event: PointerEvent): void {
    const from = grip.current;
    if (from === null || event.clientX === from.x) return;
    tableColumns.getState().setWidth(id, columnWidth(from.width + event.clientX - from.x));
  }
  return (
    <span
      className="column-edge"
      aria-hidden="true"
      title="Drag to make the column wider or narrower; a double click fits it to what is on screen"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onDoubleClick={(event) => {
        const table = event.currentTarget.closest('[role="grid"]');
        tableColumns.getState().setWidth(id, table === null ? null : fittingWidth(table, id));
      }}
    />
  );
}

/** The widest of what a column shows now, its name included; null for a column that is drawn to any width. */
function fittingWidth(table: Element, id: string): number | null {
  const cells = [...table.querySelectorAll<HTMLElement>(`.cell.${CSS.escape(id)}`)];
  if (cells.some((cell) => cell.querySelector('canvas, svg') !== null)) return null;
  const range = document.createRange();
  const widths = cells.map((cell) => {
    const text = cell.querySelector('.one-line, .sort-name') ?? cell;
    range.selectNodeContents(text);
    // What is cut is as wide as it would scroll; what is not, as wide as its letters.
    return text.scrollWidth > text.clientWidth ? text.scrollWidth : range.getBoundingClientRect().width;
  });
  return columnWidth(Math.max(0, ...widths) + roundCellPx);
}
