import { humanLabel, judgeAnswer } from './labelled-frame.ts';
import { lineVariance, probabilitySource } from './line-coverage.ts';
import type { PreparedFrame } from './prepared-frame.ts';

/**
 * What is kept of each cell (a stratum's part of a region): counts, weighted totals and cross-products. Everything a rate and its
 * variance need is a function of these, and they add up over pairs: so they can be difference arrays over the grid.
 * w₁ = 1/π₁ of the judged, w₂ = 1/π of the labelled, p the prediction, y the label.
 */
export const cellField = {
  pairs: 0,
  judged: 1,
  failed: 2,
  w1: 3,
  w1p: 4,
  humans: 5,
  relevant: 6,
  missing: 7,
  /** Pairs that cannot be labelled under the plan (π = 0). */
  unreachable: 8,
  w2: 9,
  w2y: 10,
  w2p: 11,
  w2w1: 12,
  w2w1y: 13,
  w2w1p: 14,
  w2w1yp: 15,
  w2w1pp: 16,
  w2w2: 17,
  w2w2y: 18,
  w2w2p: 19,
  w2w2yp: 20,
  w2w2pp: 21,
  /** Labelled without a question to the judge: predictions cannot correct these. */
  unjudged: 22,
  /** Pairs that the judge cannot be asked about under its plan (π₁ = 0), where it was asked about any. */
  unaskable: 23,
  /** `LineSums` of people's probabilities, in the order of `lineField`; then of the judge's. */
  humanLines: 24,
  judgeLines: 28,
} as const;

/** What is kept of probabilities that came with labels, and of pairs without one (`probabilitySource`). */
export const lineField = { noLine: 0, lines: 1, total: 2, variance: 3 } as const;

export const cellWidth = 32;

/** Adds pair `i`, `sign` times (−1 takes it away), to the cell that starts at `at`. */
export function addToCell(
  sums: Float64Array,
  at: number,
  prepared: PreparedFrame,
  i: number,
  sign: number,
): void {
  const { frame } = prepared;
  sums[at] = (sums[at] ?? 0) + sign;
  if ((frame.humanProbability[i] ?? 0) <= 0) bump(sums, at + cellField.unreachable, sign);
  addLine(
    sums,
    at + cellField.humanLines,
    frame.humanSource?.[i] ?? 0,
    frame.humanProbability[i] ?? 0,
    frame.humanTogether?.[i] ?? 1,
    sign,
  );
  if (prepared.isJudged) {
    if ((frame.judgeProbability[i] ?? 0) <= 0) bump(sums, at + cellField.unaskable, sign);
    addLine(
      sums,
      at + cellField.judgeLines,
      frame.judgeSource?.[i] ?? 0,
      frame.judgeProbability[i] ?? 0,
      frame.judgeTogether?.[i] ?? 1,
      sign,
    );
  }
  const w1 = prepared.judgeWeight[i] ?? 0;
  const p = prepared.prediction[i] ?? 0;
  if (w1 > 0) {
    bump(sums, at + cellField.w1, sign * w1);
    bump(sums, at + cellField.w1p, sign * w1 * p);
    const answer = frame.answer[i] ?? 0;
    if (answer !== judgeAnswer.notAsked) bump(sums, at + cellField.judged, sign);
    if (answer === judgeAnswer.failed) bump(sums, at + cellField.failed, sign);
  }
  const w2 = prepared.humanWeight[i] ?? 0;
  if (w2 === 0) {
    if (frame.label[i] === humanLabel.missing) bump(sums, at + cellField.missing, sign);
    return;
  }
  const y = prepared.relevant[i] ?? 0;
  bump(sums, at + cellField.humans, sign);
  bump(sums, at + cellField.relevant, sign * y);
  if (w1 === 0) bump(sums, at + cellField.unjudged, sign);
  bump(sums, at + cellField.w2, sign * w2);
  bump(sums, at + cellField.w2y, sign * w2 * y);
  bump(sums, at + cellField.w2p, sign * w2 * p);
  // A label without a question to the judge: the whole of its variance is one phase.
  addProducts(sums, at + cellField.w2w1, sign * w2 * (w1 === 0 ? 1 : w1), y, p);
  addProducts(sums, at + cellField.w2w2, sign * w2 * w2, y, p);
}

function addLine(
  sums: Float64Array,
  at: number,
  source: number,
  probability: number,
  together: number,
  sign: number,
): void {
  if (source === probabilitySource.known) return;
  if (source === probabilitySource.noLine) {
    bump(sums, at + lineField.noLine, sign);
    return;
  }
  bump(sums, at + lineField.lines, sign);
  bump(sums, at + lineField.total, sign / probability);
  bump(sums, at + lineField.variance, sign * together * lineVariance(probability));
}

function addProducts(sums: Float64Array, at: number, weight: number, y: number, p: number): void {
  bump(sums, at, weight);
  bump(sums, at + 1, weight * y);
  bump(sums, at + 2, weight * p);
  bump(sums, at + 3, weight * y * p);
  bump(sums, at + 4, weight * p * p);
}

function bump(sums: Float64Array, at: number, by: number): void {
  sums[at] = (sums[at] ?? 0) + by;
}
