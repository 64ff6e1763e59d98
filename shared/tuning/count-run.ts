import type { Tally } from './tally.ts';

/**
 * Adds the scores and differences of columns `from` to `to` of the unit at hand to the histograms of all candidates, and their
 * scores to the first place of `kept` if given. Bins are computed, not searched: a step over edges for each candidate is a branch
 * that no processor foresees, and took twice the time. The edges still decide, as in `binOf`.
 */
export function countRun(tally: Tally, from: number, to: number, kept: Int32Array | null): void {
  if (from >= to) return;
  const { material, anchorScore, sums, frame } = tally;
  const { scores, poolSize } = material.pool;
  const start = tally.row * poolSize;
  // A difference is anchor − score: the same line through bins, turned round.
  countLine(sums.candidateScores, kept, frame.score, scores, start + from, start + to, 0, 1);
  if (Number.isNaN(anchorScore)) return;
  const { candidateDifferences } = sums;
  countLine(candidateDifferences, null, frame.difference, scores, start + from, start + to, anchorScore, -1);
}

/** Adds `base + sign · score` of cells `from` to `to` to one histogram or two. */
function countLine(
  target: Int32Array,
  also: Int32Array | null,
  edges: Float64Array,
  scores: Float32Array,
  from: number,
  to: number,
  base: number,
  sign: 1 | -1,
): void {
  const last = edges.length - 2;
  const low = edges[0] ?? 0;
  const perBin = (last + 1) / ((edges[last + 1] ?? 1) - low);
  for (let cell = from; cell < to; cell++) {
    const score = scores[cell] ?? 0;
    const value = sign === 1 ? score : base - score;
    let bin = ((value - low) * perBin) | 0;
    if (bin < 0) bin = 0;
    else if (bin > last) bin = last;
    while (bin > 0 && value < (edges[bin] ?? 0)) bin--;
    while (bin < last && value >= (edges[bin + 1] ?? 0)) bin++;
    target[bin] = (target[bin] ?? 0) + 1;
    if (also !== null) also[bin] = (also[bin] ?? 0) + 1;
  }
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
