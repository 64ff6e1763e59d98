import type { Tally } from './tally.ts';
import type { TuneRange } from './tune-request.ts';

/**
 * Sets which columns of a row in order of score are inside all ranges, for one of its anchors: scores fall, ranks and differences
 * rise along a row, so each range is a run of columns.
 */
export function showUnit(tally: Tally, row: number, anchorScore: number): void {
  const { pool } = tally.material;
  tally.shownFrom = 0;
  tally.shownTo = pool.counts[row] ?? 0;
  if (!tally.ranges) return;
  const { score, difference, rank } = tally.request.filter;
  const start = row * pool.poolSize;
  if (rank !== null) narrow(tally, rank, 1, (column) => column + 1);
  // Falling values: turned round, they rise.
  if (score !== null) narrow(tally, score, -1, (column) => pool.scores[start + column] ?? 0);
  if (difference === null) return;
  if (Number.isNaN(anchorScore)) tally.shownTo = tally.shownFrom;
  else narrow(tally, difference, 1, (column) => anchorScore - (pool.scores[start + column] ?? 0));
}

/** Keeps the columns whose value is in the range; values rise along the columns (`direction` 1) or fall (−1). */
function narrow(
  tally: Tally,
  { from, to, closed }: TuneRange,
  direction: 1 | -1,
  valueOf: (column: number) => number,
): void {
  const atLeast = (value: number): boolean => value >= from;
  const beyond = (value: number): boolean => (closed ? value > to : value >= to);
  const end = tally.shownTo;
  if (direction === 1) {
    tally.shownFrom = first(tally.shownFrom, end, (column) => atLeast(valueOf(column)));
    tally.shownTo = first(tally.shownFrom, end, (column) => beyond(valueOf(column)));
  } else {
    tally.shownFrom = first(tally.shownFrom, end, (column) => !beyond(valueOf(column)));
    tally.shownTo = first(tally.shownFrom, end, (column) => !atLeast(valueOf(column)));
  }
}

/** The first column of a run for which `holds`, which then holds to its end. */
function first(from: number, to: number, holds: (column: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
