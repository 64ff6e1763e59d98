import { type AgreementEstimate, undefinedEstimate } from './agreement-estimate.ts';
import type { WeightMatrix } from './agreement-weights.ts';
import { withInterval } from './table-agreement.ts';
import { congerChance } from './conger-chance.ts';

/** Coefficients for any number of raters, with ratings missing at will. With weights, Gwet's AC1 becomes AC2. */
export const ratingCoefficients = ['fleiss', 'gwet', 'krippendorff', 'brennan-prediger', 'conger'] as const;
export type RatingCoefficient = (typeof ratingCoefficients)[number];

/** Row-major `subjects × raters`: category index, or −1 where that rater did not rate that subject. */
export type Ratings = {
  readonly subjects: number;
  readonly raters: number;
  readonly categories: number;
  readonly values: Int32Array;
};

/**
 * Formulas and jackknife-free variances of Gwet (2014), chapters 2 to 5, as in irrCAC (`raw`): subjects without a rating are
 * left out; Krippendorff's α uses those with two or more.
 */
export function agreementOfRatings(
  coefficient: RatingCoefficient,
  ratings: Ratings,
  weights: WeightMatrix,
  level = 0.95,
): AgreementEstimate {
  const rated = withoutEmpty(ratings, coefficient === 'krippendorff' ? 2 : 1);
  const n = rated.subjects;
  const q = ratings.categories;
  const counts = countsOf(rated);
  const seen = observedOf(counts, weights, n, q);
  if (seen.pairs === 0) {
    return undefinedEstimate(n, 'No subject was rated by two raters.');
  }
  if (coefficient === 'krippendorff') return krippendorff(counts, weights, n, q, level);
  const observed = seen.sum / seen.pairs;
  const chance = chanceOf(coefficient, rated, counts, weights);
  if (chance.expected >= 1 - 1e-12) return oneClass(n, observed);
  const value = (observed - chance.expected) / (1 - chance.expected);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const own =
      ((n / seen.pairs) * ((seen.each[i] ?? 0) - ((seen.raters[i] ?? 0) >= 2 ? chance.expected : 0))) /
      (1 - chance.expected);
    const moved = (2 * (1 - value) * ((chance.each[i] ?? 0) - chance.expected)) / (1 - chance.expected);
    squares += (own - (coefficient === 'brennan-prediger' ? 0 : moved) - value) ** 2;
  }
  const se = Math.sqrt(squares / (n * (n - 1)));
  return withInterval({ value, observed, expected: chance.expected }, se, n, level);
}

type Observed = {
  /** Agreement within each subject; 0 where fewer than two rated it. */
  readonly each: Float64Array;
  readonly raters: Float64Array;
  readonly sum: number;
  /** Subjects with two ratings or more. */
  readonly pairs: number;
};

function observedOf(counts: Float64Array, weights: WeightMatrix, n: number, q: number): Observed {
  const each = new Float64Array(n);
  const raters = new Float64Array(n);
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < n; i++) {
    let agreed = 0;
    for (let k = 0; k < q; k++) {
      const count = counts[i * q + k] ?? 0;
      let weighted = 0;
      for (let l = 0; l < q; l++) weighted += (weights[k * q + l] ?? 0) * (counts[i * q + l] ?? 0);
      agreed += count * (weighted - 1);
      raters[i] = (raters[i] ?? 0) + count;
    }
    const r = raters[i] ?? 0;
    if (r < 2) continue;
    each[i] = agreed / (r * (r - 1));
    sum += each[i] ?? 0;
    pairs += 1;
  }
  return { each, raters, sum, pairs };
}

/** Chance agreement, and each subject's part in it (its mean over subjects is the whole). */
function chanceOf(
  coefficient: Exclude<RatingCoefficient, 'krippendorff'>,
  rated: Ratings,
  counts: Float64Array,
  weights: WeightMatrix,
): { readonly expected: number; readonly each: Float64Array } {
  const n = rated.subjects;
  const q = rated.categories;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const each = new Float64Array(n);
  if (coefficient === 'brennan-prediger') return { expected: total / (q * q), each };
  if (coefficient === 'conger') return congerChance(rated, weights);
  const shares = new Float64Array(q);
  const parts = new Float64Array(n * q);
  for (let i = 0; i < n; i++) {
    let r = 0;
    for (let k = 0; k < q; k++) r += counts[i * q + k] ?? 0;
    for (let k = 0; k < q; k++) {
      parts[i * q + k] = (counts[i * q + k] ?? 0) / r;
      shares[k] = (shares[k] ?? 0) + (parts[i * q + k] ?? 0) / n;
    }
  }
  const slope = new Float64Array(q);
  let expected = 0;
  for (let k = 0; k < q; k++) {
    if (coefficient === 'gwet') {
      slope[k] = q < 2 ? 1 : (total * (1 - (shares[k] ?? 0))) / (q * (q - 1));
    } else {
      for (let l = 0; l < q; l++) {
        slope[k] =
          (slope[k] ?? 0) + (((weights[k * q + l] ?? 0) + (weights[l * q + k] ?? 0)) / 2) * (shares[l] ?? 0);
      }
    }
    expected += (shares[k] ?? 0) * (slope[k] ?? 0);
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < q; k++) each[i] = (each[i] ?? 0) + (parts[i * q + k] ?? 0) * (slope[k] ?? 0);
  }
  return { expected, each };
}

function krippendorff(
  counts: Float64Array,
  weights: WeightMatrix,
  n: number,
  q: number,
  level: number,
): AgreementEstimate {
  const seen = observedOf(counts, weights, n, q);
  const ratings = seen.raters.reduce((sum, r) => sum + r, 0);
  const mean = ratings / n;
  let raw = 0;
  for (let i = 0; i < n; i++) raw += ((seen.each[i] ?? 0) * (seen.raters[i] ?? 0)) / mean / n;
  const observed = (1 - 1 / ratings) * raw + 1 / ratings;
  const shares = new Float64Array(q);
  for (let i = 0; i < n * q; i++) shares[i % q] = (shares[i % q] ?? 0) + (counts[i] ?? 0) / mean / n;
  const slope = new Float64Array(q);
  let expected = 0;
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      slope[k] =
        (slope[k] ?? 0) + (((weights[k * q + l] ?? 0) + (weights[l * q + k] ?? 0)) / 2) * (shares[l] ?? 0);
    }
    expected += (shares[k] ?? 0) * (slope[k] ?? 0);
  }
  if (expected >= 1 - 1e-12) return oneClass(n, observed);
  const value = (observed - expected) / (1 - expected);
  const plain = (raw - expected) / (1 - expected);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const excess = ((seen.raters[i] ?? 0) - mean) / mean;
    const own = ((seen.each[i] ?? 0) * (seen.raters[i] ?? 0)) / mean - observed * excess;
    let chance = -expected * excess;
    for (let k = 0; k < q; k++) chance += ((counts[i * q + k] ?? 0) * (slope[k] ?? 0)) / mean;
    squares += ((own - expected - 2 * (1 - plain) * (chance - expected)) / (1 - expected) - plain) ** 2;
  }
  const se = Math.sqrt(squares / (n * (n - 1)));
  return withInterval({ value, observed, expected }, se, n, level);
}

function oneClass(n: number, observed: number): AgreementEstimate {
  return undefinedEstimate(
    n,
    'Every rating is one and the same category: agreement by chance is 100 %, so the coefficient is 0/0. It takes subjects of another category to define it.',
    { observed, expected: 1 },
  );
}

function withoutEmpty(ratings: Ratings, least: number): Ratings {
  const kept: number[] = [];
  for (let i = 0; i < ratings.subjects; i++) {
    const row = ratings.values.subarray(i * ratings.raters, (i + 1) * ratings.raters);
    if (row.reduce((sum, value) => sum + (value >= 0 ? 1 : 0), 0) >= least) kept.push(...row);
  }
  return { ...ratings, subjects: kept.length / ratings.raters, values: Int32Array.from(kept) };
}

/** Row-major `subjects × categories`: raters who chose each. */
function countsOf(ratings: Ratings): Float64Array {
  const counts = new Float64Array(ratings.subjects * ratings.categories);
  ratings.values.forEach((category, index) => {
    if (category < 0) return;
    const cell = Math.floor(index / ratings.raters) * ratings.categories + category;
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  return counts;
}
