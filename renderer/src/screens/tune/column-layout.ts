import type { TableColumns } from '../../stores/table-columns.ts';
import { queryColumns } from './query-columns.tsx';

/** The narrowest column: its edge can still be got hold of. */
const leastPx = 40;
const mostPx = 1600;
const rowPaddingPx = 16;

const asTheyCome = Object.keys(queryColumns);

/** Every column from the left: those of `order` as it says, the others behind the one that they usually follow. */
export function columnsInOrder(order: readonly string[]): readonly string[] {
  const ids = [...new Set(order.filter((id) => Object.hasOwn(queryColumns, id)))];
  for (const [place, id] of asTheyCome.entries()) {
    if (ids.includes(id)) continue;
    const before = asTheyCome[place - 1];
    ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
  }
  return ids;
}

/** The columns that are shown, from the left. */
export function shownColumns({ order, hidden }: Pick<TableColumns, 'order' | 'hidden'>): readonly string[] {
  return columnsInOrder(order).filter((id) => !hidden.has(id));
}

/** Every column from the left, with `id` moved past so many visible neighbours to the left (below 0) or right; the same where there are not so many. */
export function movedColumn(
  layout: Pick<TableColumns, 'order' | 'hidden'>,
  id: string,
  by: number,
): readonly string[] {
  const ids = columnsInOrder(layout.order);
  const shown = shownColumns(layout);
  const neighbour = shown[shown.indexOf(id) + by];
  if (neighbour === undefined || !shown.includes(id)) return ids;
  const others = ids.filter((one) => one !== id);
  return others.toSpliced(others.indexOf(neighbour) + (by > 0 ? 1 : 0), 0, id);
}

/** A width that a column can have, in whole px. */
export function columnWidth(px: number): number {
  return Math.round(Math.min(Math.max(px, leastPx), mostPx));
}

/** The tracks of a row, and the px below which it does not shrink: then the table scrolls sideways. */
export function rowTracks(
  ids: readonly string[],
  widths: Readonly<Record<string, number>>,
): { readonly gridTemplateColumns: string; readonly minWidth: string } {
  const tracks = ids.map((id) => {
    const { width = leastPx, grows } = queryColumns[id] ?? {};
    const own = widths[id];
    if (own !== undefined) return { px: columnWidth(own), track: `${columnWidth(own)}px` };
    return { px: width, track: grows === undefined ? `${width}px` : `minmax(${width}px, ${grows}fr)` };
  });
  const least = tracks.reduce((sum, { px }) => sum + px, rowPaddingPx);
  return { gridTemplateColumns: tracks.map(({ track }) => track).join(' '), minWidth: `${least}px` };
}

/** Whether a column is narrower than it comes. */
export function isNarrowed(widths: Readonly<Record<string, number>>): boolean {
  return Object.entries(widths).some(([id, px]) => px < (queryColumns[id]?.width ?? 0));
}
