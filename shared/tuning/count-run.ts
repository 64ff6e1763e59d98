import { binOf } from '../statistics/histogram.ts';
import type { Tally } from './tally.ts';

/**
 * Adds the scores and differences of columns `from` to `to` of the unit at hand to the histograms of all candidates, and their
 * scores to the first place of `kept` if given. Scores are in order: bins are met one after the other, and written once each.
 */
export function countRun(tally: Tally, from: number, to: number, kept: Int32Array | null): void {
  if (from >= to) return;
  const { material, anchorScore, sums, frame } = tally;
  const { candidateScores, candidateDifferences } = sums;
  const { scores, poolSize } = material.pool;
  const { score: scoreEdges, difference: differenceEdges } = frame;
  const start = tally.row * poolSize;
  const lastBin = scoreEdges.length - 2;
  const worst = scores[start + to - 1] ?? 0;
  let bin = binOf(scoreEdges, worst);
  let next = bin < lastBin ? (scoreEdges[bin + 1] ?? 0) : Number.POSITIVE_INFINITY;
  let runTo = to;
  for (let column = to - 1; column >= from; column--) {
    const score = scores[start + column] ?? 0;
    if (score < next) continue;
    add(candidateScores, bin, runTo - column - 1);
    if (kept !== null) add(kept, bin, runTo - column - 1);
    runTo = column + 1;
    do {
      bin++;
      next = bin < lastBin ? (scoreEdges[bin + 1] ?? 0) : Number.POSITIVE_INFINITY;
    } while (score >= next);
  }
  add(candidateScores, bin, runTo - from);
  if (kept !== null) add(kept, bin, runTo - from);
  if (Number.isNaN(anchorScore)) return;
  let difference = binOf(differenceEdges, anchorScore - worst);
  let below = difference > 0 ? (differenceEdges[difference] ?? 0) : Number.NEGATIVE_INFINITY;
  runTo = to;
  for (let column = to - 1; column >= from; column--) {
    const value = anchorScore - (scores[start + column] ?? 0);
    if (value >= below) continue;
    add(candidateDifferences, difference, runTo - column - 1);
    runTo = column + 1;
    do {
      difference--;
      below = difference > 0 ? (differenceEdges[difference] ?? 0) : Number.NEGATIVE_INFINITY;
    } while (value < below);
  }
  add(candidateDifferences, difference, runTo - from);
}

/** Marks columns `from` to `to` in differences over columns; nothing where there are none. */
export function spread(columns: Int32Array, from: number, to: number): void {
  if (from >= to) return;
  add(columns, from, 1);
  add(columns, to, -1);
}

function add(target: Int32Array, place: number, count: number): void {
  target[place] = (target[place] ?? 0) + count;
}
