import { addCount } from './add-at.ts';
import { binOnLine } from './bin-line.ts';
import type { Tally } from './tally.ts';

/** Adds the scores of columns `from` to `to` of the unit at hand to a histogram, and their differences to that of all candidates. */
export function countRun(tally: Tally, from: number, to: number, target: Int32Array): void {
  if (from >= to) return;
  const { material, anchorScore, sums, scoreLine, differenceLine } = tally;
  const { scores, poolSize } = material.pool;
  const start = tally.row * poolSize;
  for (let cell = start + from; cell < start + to; cell++)
    addCount(target, binOnLine(scoreLine, scores[cell] ?? 0), 1);
  if (Number.isNaN(anchorScore)) return;
  const { candidateDifferences } = sums;
  for (let cell = start + from; cell < start + to; cell++)
    addCount(candidateDifferences, binOnLine(differenceLine, anchorScore - (scores[cell] ?? 0)), 1);
}

/** Marks columns `from` to `to` in differences over columns; nothing where there are none. */
export function spread(columns: Int32Array, from: number, to: number): void {
  if (from >= to) return;
  addCount(columns, from, 1);
  addCount(columns, to, -1);
}
