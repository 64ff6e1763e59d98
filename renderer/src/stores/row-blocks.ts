import type { QueryRow } from '../../../shared/ipc/view-calls.ts';

/** Rows are loaded in blocks of this many. */
export const blockSize = 50;
/** The engine answers at most 500 rows at once. */
const mostBlocks = 8;
/** Blocks that are kept, those nearest to the screen: a million rows that somebody scrolls past are not. */
export const mostKept = 24;

/** Which list (`epoch`: another order, filter or pool) and which numbers (`generation`: another setting) a block shows. */
export type Stamp = { readonly epoch: number; readonly generation: number };

export type Blocks = ReadonlyMap<number, Stamp & { readonly rows: readonly QueryRow[] }>;

type BlockRange = { readonly from: number; readonly to: number };

/** The row at a place of the list; old rows stay until their successors are there, so that nothing flashes. */
export function rowAt(blocks: Blocks, position: number): QueryRow | null {
  return blocks.get(Math.floor(position / blockSize))?.rows[position % blockSize] ?? null;
}

/** What to ask for next: blocks on screen that are missing or old, else those just around them; null when all are there. */
export function blocksToLoad(
  blocks: Blocks,
  stamp: Stamp,
  visible: { readonly first: number; readonly last: number },
  total: number | null,
): BlockRange | null {
  const lastBlock = total === null ? 0 : Math.max(0, Math.ceil(total / blockSize) - 1);
  const first = Math.min(Math.floor(visible.first / blockSize), lastBlock);
  const last = Math.min(Math.floor(visible.last / blockSize), lastBlock);
  return (
    staleWithin(blocks, stamp, first, last) ??
    staleWithin(blocks, stamp, Math.max(0, first - 1), Math.min(lastBlock, last + 1))
  );
}

/** The blocks with an answer put in. Blocks of another list go, and those far from block `shown`; newer blocks are never replaced by older ones. */
export function putRows(
  blocks: Blocks,
  from: number,
  rows: readonly QueryRow[],
  total: number,
  stamp: Stamp,
  shown: number,
): Blocks {
  const next = new Map(
    [...blocks].filter(([index, block]) => block.epoch === stamp.epoch && index * blockSize < total),
  );
  for (let start = 0; start < Math.max(rows.length, 1); start += blockSize) {
    const index = from + start / blockSize;
    const before = next.get(index);
    if (before && before.generation > stamp.generation) continue;
    next.set(index, { ...stamp, rows: rows.slice(start, start + blockSize) });
  }
  return next.size <= mostKept ? next : nearest(next, shown);
}

function nearest(blocks: Blocks, to: number): Blocks {
  const away = ([index]: readonly [number, unknown]): number => Math.abs(index - to);
  return new Map([...blocks].toSorted((a, b) => away(a) - away(b)).slice(0, mostKept));
}

function staleWithin(blocks: Blocks, stamp: Stamp, first: number, last: number): BlockRange | null {
  const stale: number[] = [];
  for (let index = first; index <= last; index += 1) {
    const block = blocks.get(index);
    if (block?.epoch !== stamp.epoch || block.generation !== stamp.generation) stale.push(index);
  }
  const [from, to] = [stale[0], stale.at(-1)];
  if (from === undefined || to === undefined) return null;
  return { from, to: Math.min(to, from + mostBlocks - 1) };
}
