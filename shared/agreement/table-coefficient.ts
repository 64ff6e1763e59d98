import { nobodyRated, weightless } from './agreement-estimate.ts';
import { marginsOf } from './confusion-table.ts';
import type { WeightMatrix } from './agreement-weights.ts';

/** What two raters' cells can be asked for. `percent` is raw agreement; with weights, Cohen's is weighted κ and Gwet's is AC2. */
export const tableCoefficients = [
  'percent',
  'cohen',
  'scott',
  'gwet',
  'brennan-prediger',
  'krippendorff',
] as const;
export type TableCoefficient = (typeof tableCoefficients)[number];

/**
 * The value and, for each cell, its linearised value u: the variance of the estimate is that of the mean of u (plain samples:
 * Σ p (u − ū)² / n), which serves weighted and clustered samples alike.
 */
export type CellValues = {
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
  readonly linearised: Float64Array;
  /** The mean of u over the cells; with asymmetric weights irrCAC's formula for it, which then differs a little. */
  readonly centre: number;
};

/**
 * A coefficient from cell shares (`q × q`, row-major, summing to 1), or the reason why it is not defined.
 * Formulas: Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014), chapters 2 to 5; Fleiss, Cohen & Everitt (1969) for
 * the variance of κ. `n` enters Krippendorff's small-sample term only.
 */
export function coefficientOfCells(
  coefficient: TableCoefficient,
  shares: Float64Array,
  weights: WeightMatrix,
  n: number,
): CellValues | { readonly reason: string; readonly observed?: number; readonly expected?: number } {
  const q = Math.sqrt(shares.length);
  if (n <= 0) return { reason: nobodyRated };
  if (!shares.some((share) => share > 0)) return { reason: weightless };
  const { first, second } = marginsOf(shares, q);
  let observed = 0;
  for (let i = 0; i < shares.length; i++) observed += (shares[i] ?? 0) * (weights[i] ?? 0);
  if (coefficient === 'percent') {
    return { value: observed, observed, expected: 0, linearised: weights, centre: observed };
  }
  const expected = chanceAgreement(coefficient, first, second, weights);
  if (expected >= 1 - 1e-12) {
    return {
      reason:
        q < 2 || coefficient === 'brennan-prediger' || coefficient === 'gwet'
          ? 'Only one category exists: agreement is certain, and nothing is left to correct for chance.'
          : 'Both raters used one and the same category for every pair: agreement by chance is 100 %, so the coefficient is 0/0. It takes pairs of another category to define it.',
      observed,
      expected,
    };
  }
  // Krippendorff's observed agreement counts a pair with itself once in 2n (Gwet 2014, 2.6).
  const seen = coefficient === 'krippendorff' ? observed + (1 - observed) / (2 * n) : observed;
  const plain = (observed - expected) / (1 - expected);
  const slopes = chanceSlopes(coefficient, first, second, weights);
  const linearised = new Float64Array(q * q);
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const chance = (slopes.first[k] ?? 0) + (slopes.second[l] ?? 0);
      linearised[k * q + l] = ((weights[k * q + l] ?? 0) - (1 - plain) * chance) / (1 - expected);
    }
  }
  const drift = coefficient === 'brennan-prediger' ? 0 : 2 * (1 - plain) * expected;
  const centre = (observed - drift) / (1 - expected);
  return { value: (seen - expected) / (1 - expected), observed: seen, expected, linearised, centre };
}

/**
 * The least that a coefficient can be with weights from 0 to 1: 0 for raw agreement; −pₑ / (1 − pₑ) at the largest agreement by chance for Gwet's and
 * Brennan and Prediger's, which is the same for all margins or largest for even ones; −1 for the others (weights: identity or quadratic).
 */
export function leastOf(coefficient: TableCoefficient, weights: WeightMatrix): number {
  if (coefficient === 'percent') return 0;
  if (coefficient !== 'gwet' && coefficient !== 'brennan-prediger') return -1;
  const byChance = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return byChance < 1 ? -byChance / (1 - byChance) : -1;
}

type ChanceCorrected = Exclude<TableCoefficient, 'percent'>;

function chanceAgreement(
  coefficient: ChanceCorrected,
  first: Float64Array,
  second: Float64Array,
  weights: WeightMatrix,
): number {
  const q = first.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (coefficient === 'brennan-prediger') return total / (q * q);
  if (coefficient === 'gwet') {
    let spread = 0;
    for (let k = 0; k < q; k++) {
      const share = ((first[k] ?? 0) + (second[k] ?? 0)) / 2;
      spread += share * (1 - share);
    }
    return q < 2 ? 1 : (total * spread) / (q * (q - 1));
  }
  let sum = 0;
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const both =
        coefficient === 'cohen'
          ? (first[k] ?? 0) * (second[l] ?? 0)
          : (((first[k] ?? 0) + (second[k] ?? 0)) * ((first[l] ?? 0) + (second[l] ?? 0))) / 4;
      sum += (weights[k * q + l] ?? 0) * both;
    }
  }
  return sum;
}

/** How the chance agreement changes with the share of category k at the first rater, and at the second. */
function chanceSlopes(
  coefficient: ChanceCorrected,
  first: Float64Array,
  second: Float64Array,
  weights: WeightMatrix,
): { readonly first: Float64Array; readonly second: Float64Array } {
  const q = first.length;
  const bySecond = new Float64Array(q);
  const byFirst = new Float64Array(q);
  if (coefficient === 'brennan-prediger') return { first: bySecond, second: byFirst };
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let k = 0; k < q; k++) {
    if (coefficient === 'gwet') {
      const share = ((first[k] ?? 0) + (second[k] ?? 0)) / 2;
      byFirst[k] = (total * (1 - share)) / (q * (q - 1));
      bySecond[k] = byFirst[k] ?? 0;
      continue;
    }
    for (let l = 0; l < q; l++) {
      // irrCAC sums down the columns of the weights for both raters; the same for symmetric weights.
      const weight = weights[l * q + k] ?? 0;
      bySecond[k] = (bySecond[k] ?? 0) + weight * (second[l] ?? 0);
      byFirst[k] = (byFirst[k] ?? 0) + weight * (first[l] ?? 0);
    }
  }
  if (coefficient === 'cohen' || coefficient === 'gwet') return { first: bySecond, second: byFirst };
  const mean = bySecond.map((value, k) => (value + (byFirst[k] ?? 0)) / 2);
  return { first: mean, second: mean };
}
