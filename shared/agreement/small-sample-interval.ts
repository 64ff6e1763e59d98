import type { Interval } from '../distributions/interval.ts';
import { tQuantile } from '../distributions/student-t.ts';
import { effectiveNumber } from '../statistics/effective-number.ts';
import type { WeightMatrix } from './agreement-weights.ts';
import { type RatedPairs, tableOfPairs } from './confusion-table.ts';
import { meanOverCells, varianceBetweenUnits } from './linearised-spread.ts';
import { coefficientOfCells, type TableCoefficient } from './table-coefficient.ts';

/**
 * The interval of a coefficient of few pairs: linearised where one pair on which both agree and one on which they do not are added, each
 * spread evenly over its cells (half a pair in each cell of two categories), after Agresti and Coull's (1998) two successes and two
 * failures. The linearised interval at the cells as they are covers too little: over every sample of 30 pairs κ in 19 to 94 %, AC1 in 26 to
 * 94 % (it is a point where all agree, and hardly moves where a category is rare); this one in 92 to 100 %, at little more width. Always
 * around `estimate`; at most 1. Null where the coefficient is not defined, or one unit is all there is. Categories: two or more.
 */
export function smallSampleInterval(
  coefficient: TableCoefficient,
  categories: readonly string[],
  pairs: RatedPairs,
  weights: WeightMatrix,
  estimate: number,
  level = 0.95,
): Interval | null {
  const q = categories.length;
  const { shares, n } = tableOfPairs(categories, pairs);
  const seen = effectiveNumber(pairs.weight);
  const all = seen + 2;
  const added = shares.map((_, cell) => (cell % (q + 1) === 0 ? 1 / q : 1 / (q * q - q)));
  const filled = shares.map((share, cell) => (seen * share + (added[cell] ?? 0)) / all);
  const cells = coefficientOfCells(coefficient, filled, weights, n);
  if ('reason' in cells) return null;
  const mean = meanOverCells(filled, cells.linearised);
  const apart = cells.linearised.map((value) => value - mean);
  const { variance: ofPairs, units } = varianceBetweenUnits(apart, pairs);
  if (units < 2) return null;
  const ofAdded = added.reduce((sum, share, cell) => sum + share * (apart[cell] ?? 0) ** 2, 0) / all ** 2;
  const variance = (seen / all) ** 2 * ofPairs + ofAdded;
  const half = tQuantile((1 + level) / 2, units - 1) * Math.sqrt(variance);
  return {
    low: Math.min(estimate, cells.value - half),
    high: Math.max(estimate, Math.min(1, cells.value + half)),
  };
}
