import type { WeightMatrix } from './agreement-weights.ts';
import type { Ratings } from './rating-agreement.ts';

/** Chance agreement of Conger's κ (1980; each rater has margins of their own) and each subject's part in it: Gwet (2014), 2.7 and 5.4. */
export function congerChance(
  ratings: Ratings,
  weights: WeightMatrix,
): { readonly expected: number; readonly each: Float64Array } {
  const { subjects: n, raters: r, categories: q, values } = ratings;
  const rated = new Float64Array(r);
  const shares = new Float64Array(r * q);
  values.forEach((category, index) => {
    if (category < 0) return;
    const rater = index % r;
    rated[rater] = (rated[rater] ?? 0) + 1;
    shares[rater * q + category] = (shares[rater * q + category] ?? 0) + 1;
  });
  for (let i = 0; i < shares.length; i++) {
    const of = rated[Math.floor(i / q)] ?? 0;
    shares[i] = of === 0 ? 0 : (shares[i] ?? 0) / of;
  }
  const sums = new Float64Array(q);
  for (let i = 0; i < shares.length; i++) sums[i % q] = (sums[i % q] ?? 0) + (shares[i] ?? 0);
  // Over all ordered pairs of different raters.
  const across = (k: number, rater: number): number => (sums[k] ?? 0) - (shares[rater * q + k] ?? 0);
  const pairs = r * (r - 1);
  let expected = 0;
  for (let rater = 0; rater < r; rater++) {
    for (let k = 0; k < q; k++) {
      for (let l = 0; l < q; l++) {
        expected += ((weights[k * q + l] ?? 0) * across(k, rater) * (shares[rater * q + l] ?? 0)) / pairs;
      }
    }
  }
  const each = new Float64Array(n);
  for (let rater = 0; rater < r; rater++) {
    const of = rated[rater] ?? 0;
    if (of === 0) continue;
    const slope = new Float64Array(q);
    let mean = 0;
    for (let l = 0; l < q; l++) {
      for (let k = 0; k < q; k++) slope[l] = (slope[l] ?? 0) + (weights[k * q + l] ?? 0) * across(k, rater);
      mean += (slope[l] ?? 0) * (shares[rater * q + l] ?? 0);
    }
    for (let i = 0; i < n; i++) {
      const category = values[i * r + rater] ?? -1;
      const own = category < 0 ? 0 : (n / of) * ((slope[category] ?? 0) - mean);
      each[i] = (each[i] ?? 0) + (own + mean) / pairs;
    }
  }
  return { expected, each };
}
