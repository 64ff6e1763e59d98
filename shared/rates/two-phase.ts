import { cellField, cellWidth } from './cell-sums.ts';
import type { CollapsedCells } from './collapse-cells.ts';

/**
 * Estimated totals by region as lines in λ, and the pieces of their variance. A total is Σ over cells N (ȳ + λ (p̄₁ − p̄₂)): the
 * two-phase difference estimator (Särndal, Swensson & Wretman 1992, 9.7), Hájek's version calibrated to the known N of each cell.
 */
export type CellEstimates = {
  readonly count: number;
  readonly region: Uint8Array;
  readonly pairs: Float64Array;
  /** Mean label, mean prediction over the judged and over the labelled, by cell. */
  readonly meanLabel: Float64Array;
  readonly meanJudged: Float64Array;
  readonly meanLabelled: Float64Array;
  /** Scale of the calibrated weights: N / Σ w₁ and N / Σ w₂. */
  readonly judgeScale: Float64Array;
  readonly humanScale: Float64Array;
  readonly humans: Float64Array;
  /** Sum of the labels' squared calibrated weights. */
  readonly squares: Float64Array;
  /**
   * By cell, variance of its total at λ: `label` − 2 λ `cross` + λ² `prediction` (design-based, both phases, linearised; SSW 9.3, with n / (n − 1)).
   */
  readonly labelVariance: Float64Array;
  readonly crossVariance: Float64Array;
  readonly predictionVariance: Float64Array;
  /** What `priorDisagreements` add to `predictionVariance`. */
  readonly priorVariance: Float64Array;
};

/**
 * Disagreements between judge and people that are taken as seen beside those that were, in the variance of the correction. With a good judge a small
 * sample may hold next to none by luck, and the interval would be far too narrow (seen: 91 % at 20 % prevalence, 100 labels, a judge right in 95 %); the
 * idea is Agresti and Coull's (1998) added successes and failures. They weigh what a labelled pair that the judge called relevant
 * weighs. At λ = 0 they have no effect.
 */
export const priorDisagreements = 1;

/** Needs at least one human label in every cell (`collapseCells`); cells without one get nulls' place: mean 0 and infinite variance. */
export function estimateCells(cells: CollapsedCells): CellEstimates {
  const { count, sums } = cells;
  // Labelled pairs that the judge calls relevant, Kish's count: a wrong yes among them is what a small sample misses.
  let yeses = 0;
  for (let c = 0; c < count; c++) {
    const squares = sums[c * cellWidth + cellField.w2w2p] ?? 0;
    if (squares > 0) yeses += (sums[c * cellWidth + cellField.w2p] ?? 0) ** 2 / squares;
  }
  const result = {
    count,
    region: cells.region,
    pairs: new Float64Array(count),
    meanLabel: new Float64Array(count),
    meanJudged: new Float64Array(count),
    meanLabelled: new Float64Array(count),
    judgeScale: new Float64Array(count),
    humanScale: new Float64Array(count),
    humans: new Float64Array(count),
    squares: new Float64Array(count),
    labelVariance: new Float64Array(count),
    crossVariance: new Float64Array(count),
    predictionVariance: new Float64Array(count),
    priorVariance: new Float64Array(count),
  };
  for (let c = 0; c < count; c++) {
    const at = c * cellWidth;
    const field = (index: number): number => sums[at + index] ?? 0;
    const pairs = field(cellField.pairs);
    const w1 = field(cellField.w1);
    const w2 = field(cellField.w2);
    const humans = field(cellField.humans);
    result.pairs[c] = pairs;
    result.humans[c] = humans;
    if (humans < 0.5) {
      result.labelVariance[c] = Infinity;
      continue;
    }
    const g1 = w1 > 0 ? pairs / w1 : 1;
    const g2 = pairs / w2;
    const y = field(cellField.w2y) / w2;
    const p = field(cellField.w2p) / w2;
    result.meanLabel[c] = y;
    result.meanLabelled[c] = p;
    result.meanJudged[c] = w1 > 0 ? field(cellField.w1p) / w1 : p;
    result.judgeScale[c] = g1;
    result.humanScale[c] = g2;
    result.squares[c] = g2 * g2 * field(cellField.w2w2);
    // First phase: Σ w₂ (w₁ − 1) (y − ȳ)²; second: Σ w₂ (w₂ − w₁) (e − ē)²; calibrated weights.
    const one = g1 * g2 * field(cellField.w2w1) - g2 * w2;
    const oneY = g1 * g2 * field(cellField.w2w1y) - g2 * field(cellField.w2y);
    const two = (index: number): number =>
      g2 * g2 * field(cellField.w2w2 + index) - g1 * g2 * field(cellField.w2w1 + index);
    const firstPhase = oneY * (1 - 2 * y) + y * y * one;
    const yy = two(1) * (1 - 2 * y) + y * y * two(0);
    const yp = two(3) - y * two(2) - p * two(1) + y * p * two(0);
    const pp = two(4) - 2 * p * two(2) + p * p * two(0);
    const small = humans > 1 ? humans / (humans - 1) : 2;
    result.labelVariance[c] = small * Math.max(0, firstPhase + yy);
    result.crossVariance[c] = small * yp;
    result.predictionVariance[c] = small * Math.max(0, pp);
    result.priorVariance[c] = yeses > 0 ? (priorDisagreements * Math.max(0, two(2))) / yeses : 0;
  }
  return result;
}
