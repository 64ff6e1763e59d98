import { assertNever } from '../../../shared/assert.ts';
import type { Similarity } from '../../../shared/domain/teacher.ts';

/** Two rows that lie in larger arrays: `dimensions` numbers from each offset. */
export type ScorePair = (
  queries: Float32Array,
  queryOffset: number,
  documents: Float32Array,
  documentOffset: number,
  dimensions: number,
) => number;

/**
 * The one score that decides (`cli.md`, "Numbers"), rounded to float32. Higher is better:
 * the dot product for `dot` and for `cosine` (whose rows are normalised already), minus the distance for `euclidean`.
 *
 * The order of summation is fixed, so that the bits do not depend on block size, threads or device: eight float64 lanes;
 * lane l adds the terms of components l, l + 8, l + 16, … in ascending order; the total is
 * ((l0 + l1) + (l2 + l3)) + ((l4 + l5) + (l6 + l7)). A product of two float32 numbers is exact in float64.
 */
export function fixedOrderScore(similarity: Similarity): ScorePair {
  switch (similarity) {
    case 'cosine':
    case 'dot':
      return fixedOrderDot;
    case 'euclidean':
      return minusDistance;
    default:
      return assertNever(similarity);
  }
}

const fixedOrderDot: ScorePair = (a, aOffset, b, bOffset, dimensions) => {
  let l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0, l6 = 0, l7 = 0; // prettier-ignore
  const whole = dimensions - (dimensions % 8);
  let i = 0;
  for (; i < whole; i += 8) {
    const p = aOffset + i;
    const q = bOffset + i;
    l0 += (a[p] ?? 0) * (b[q] ?? 0);
    l1 += (a[p + 1] ?? 0) * (b[q + 1] ?? 0);
    l2 += (a[p + 2] ?? 0) * (b[q + 2] ?? 0);
    l3 += (a[p + 3] ?? 0) * (b[q + 3] ?? 0);
    l4 += (a[p + 4] ?? 0) * (b[q + 4] ?? 0);
    l5 += (a[p + 5] ?? 0) * (b[q + 5] ?? 0);
    l6 += (a[p + 6] ?? 0) * (b[q + 6] ?? 0);
    l7 += (a[p + 7] ?? 0) * (b[q + 7] ?? 0);
  }
  // Missing components read as 0 times 0: adding +0 changes no lane but −0, which the total does not show.
  const term = (l: number): number =>
    i + l < dimensions ? (a[aOffset + i + l] ?? 0) * (b[bOffset + i + l] ?? 0) : 0;
  if (i < dimensions) {
    l0 += term(0);
    l1 += term(1);
    l2 += term(2);
    l3 += term(3);
    l4 += term(4);
    l5 += term(5);
    l6 += term(6); // prettier-ignore
  }
  return Math.fround(l0 + l1 + (l2 + l3) + (l4 + l5 + (l6 + l7)));
};

/** −√Σ(a − b)²; the difference of two float32 numbers is rounded once to float64, its square once more. */
const minusDistance: ScorePair = (a, aOffset, b, bOffset, dimensions) => {
  const lanes = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < dimensions; i++) {
    const difference = (a[aOffset + i] ?? 0) - (b[bOffset + i] ?? 0);
    lanes[i % 8] = (lanes[i % 8] ?? 0) + difference * difference;
  }
  const [l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0, l6 = 0, l7 = 0] = lanes;
  return Math.fround(-Math.sqrt(l0 + l1 + (l2 + l3) + (l4 + l5 + (l6 + l7))));
};
