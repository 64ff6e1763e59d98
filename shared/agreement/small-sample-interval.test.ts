import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tQuantile } from '../distributions/student-t.ts';
import { agreementWeights } from './agreement-weights.ts';
import { type RatedPairs, tableOfPairs } from './confusion-table.ts';
import { smallSampleInterval } from './small-sample-interval.ts';
import { coefficientOfCells } from './table-coefficient.ts';
import { agreementOfPairs } from './weighted-agreement.ts';

const corrected = ['cohen', 'gwet', 'krippendorff'] as const;
const yesNo = ['no', 'yes'];
const plain = (q: number) =>
  agreementWeights(
    'identity',
    Array.from({ length: q }, (_, k) => k + 1),
  );

/** Pairs of each cell: neither, only the second says yes, only the first, both. */
function pairsOf(counts: readonly number[]): RatedPairs {
  const rows = counts.flatMap((count, cell) => Array<number>(count).fill(cell));
  return {
    first: Uint8Array.from(rows, (cell) => cell >> 1),
    second: Uint8Array.from(rows, (cell) => cell & 1),
    weight: new Float64Array(rows.length).fill(1),
    cluster: null,
  };
}

const estimateOf = (coefficient: (typeof corrected)[number], pairs: RatedPairs): number | null =>
  agreementOfPairs(coefficient, yesNo, pairs).estimate;
const intervalOf = (coefficient: (typeof corrected)[number], pairs: RatedPairs) => {
  const estimate = estimateOf(coefficient, pairs);
  return estimate === null ? null : smallSampleInterval(coefficient, yesNo, pairs, plain(2), estimate);
};

/** Every table of n pairs. */
function tables(n: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  for (let a = 0; a <= n; a++)
    for (let b = 0; a + b <= n; b++)
      for (let c = 0; a + b + c <= n; c++) found.push([a, b, c, n - a - b - c]);
  return found;
}

const logFactorial = (n: number): number =>
  Array.from({ length: n }, (_, k) => Math.log(k + 1)).reduce((sum, one) => sum + one, 0);

describe('the interval of few pairs', () => {
  it(
    'covers the truth, over every sample of 30 pairs there can be, in whatever is rare',
    { timeout: 60_000 },
    () => {
      const all = tables(30);
      const logs = Array.from({ length: 31 }, (_, n) => logFactorial(n));
      for (const coefficient of corrected) {
        const intervals = all.map((counts) => intervalOf(coefficient, pairsOf(counts)));
        const found: number[] = [];
        for (const prevalence of [0.02, 0.05, 0.1, 0.2, 0.4]) {
          for (const [sensitivity, specificity] of [
            [0.6, 0.9],
            [0.8, 0.8],
            [0.8, 0.95],
            [0.95, 0.95],
            [0.99, 0.99],
            // By chance alone.
            [prevalence, 1 - prevalence],
          ] as const) {
            const shares = Float64Array.of(
              (1 - prevalence) * specificity,
              (1 - prevalence) * (1 - specificity),
              prevalence * (1 - sensitivity),
              prevalence * sensitivity,
            );
            const truth = coefficientOfCells(coefficient, shares, plain(2), Number.POSITIVE_INFINITY);
            if ('reason' in truth) throw new Error(truth.reason);
            let [covered, defined] = [0, 0];
            all.forEach((counts, i) => {
              const interval = intervals[i] ?? null;
              if (interval === null) return;
              const chance = Math.exp(
                counts.reduce(
                  (sum, count, k) => sum + count * Math.log(shares[k] ?? 0) - (logs[count] ?? 0),
                  logs[30] ?? 0,
                ),
              );
              defined += chance;
              if (interval.low <= truth.value && truth.value <= interval.high) covered += chance;
            });
            found.push(covered / defined);
          }
        }
        expect(Math.min(...found)).toBeGreaterThan(0.92);
        expect(found.reduce((sum, one) => sum + one, 0) / found.length).toBeGreaterThan(0.96);
      }
    },
  );

  it('is open where all pairs agree, or the linearised values cancel', () => {
    expect(intervalOf('cohen', pairsOf([18, 0, 0, 12]))).toMatchObject({ high: 1 });
    expect(intervalOf('cohen', pairsOf([18, 0, 0, 12]))?.low).toBeLessThan(0.85);
    expect(intervalOf('gwet', pairsOf([30, 0, 0, 0]))?.low).toBeLessThan(0.95);
    // The second rater says "no" always: κ is 0 whatever the first says.
    for (let neither = 1; neither <= 60; neither++) {
      for (let first = 1; first <= 6; first++) {
        const { low, high } = intervalOf('cohen', pairsOf([neither, 0, first, 0])) ?? { low: 0, high: 0 };
        expect(high - low).toBeGreaterThan(0.4);
      }
    }
  });

  it('is nothing where there is one unit only', () => {
    expect(intervalOf('gwet', pairsOf([1, 0, 0, 0]))).toBeNull();
    expect(intervalOf('gwet', { ...pairsOf([3, 1, 0, 2]), cluster: new Int32Array(6) })).toBeNull();
  });
});

const rated = fc
  .record({ q: fc.integer({ min: 2, max: 4 }), n: fc.integer({ min: 2, max: 40 }) })
  .chain(({ q, n }) => {
    const category = fc.array(fc.integer({ min: 0, max: q - 1 }), { minLength: n, maxLength: n });
    return fc.record({
      q: fc.constant(q),
      first: category,
      second: category,
      weight: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
      cluster: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: n, maxLength: n }),
      coefficient: fc.constantFrom(...corrected),
      weighting: fc.constantFrom('identity' as const, 'quadratic' as const),
    });
  });

describe('with weights, clusters and grades', () => {
  it('is the linearised one with one pair of agreement and one of disagreement more, found by small steps', () => {
    fc.assert(
      fc.property(rated, ({ q, coefficient, weighting, ...rows }) => {
        const categories = Array.from({ length: q }, (_, k) => String(k));
        const weights = agreementWeights(
          weighting,
          categories.map((_, k) => k + 1),
        );
        const pairs: RatedPairs = {
          first: Uint8Array.from(rows.first),
          second: Uint8Array.from(rows.second),
          weight: Float64Array.from(rows.weight),
          cluster: Int32Array.from(rows.cluster),
        };
        const interval = smallSampleInterval(coefficient, categories, pairs, weights, 0);
        const clusters = [...new Set(rows.cluster)];
        if (clusters.length < 2) return interval === null;
        const { shares, n } = tableOfPairs(categories, pairs);
        const total = rows.weight.reduce((sum, one) => sum + one, 0);
        const seen = total ** 2 / rows.weight.reduce((sum, one) => sum + one * one, 0);
        const added = shares.map((_, cell) =>
          Math.floor(cell / q) === cell % q ? 1 / q : 1 / (q * (q - 1)),
        );
        const cells = shares.map((share, cell) => share * seen + (added[cell] ?? 0));
        const valueOf = (counts: Float64Array): number => {
          const sum = counts.reduce((all, one) => all + one, 0);
          const found = coefficientOfCells(
            coefficient,
            counts.map((one) => one / sum),
            weights,
            n,
          );
          if ('reason' in found) throw new Error(found.reason);
          // Krippendorff's term for small samples is no part of the slope.
          return coefficient === 'krippendorff' ? found.value - (1 - found.value) / (2 * n - 1) : found.value;
        };
        const slopes = cells.map((_, cell) => {
          const step = 1e-5;
          const at = (by: number) => cells.map((one, k) => (k === cell ? one + by : one));
          return (valueOf(at(step)) - valueOf(at(-step))) / (2 * step);
        });
        // A pair's own part: its weight in pairs, times the slope of its cell.
        const ofPairs = clusters.map((cluster) =>
          rows.cluster.reduce((sum, own, i) => {
            const cell = (rows.first[i] ?? 0) * q + (rows.second[i] ?? 0);
            return own === cluster
              ? sum + (((rows.weight[i] ?? 0) * seen) / total) * (slopes[cell] ?? 0)
              : sum;
          }, 0),
        );
        const spread =
          (ofPairs.reduce((sum, one) => sum + one * one, 0) * clusters.length) / (clusters.length - 1) +
          slopes.reduce((sum, slope, cell) => sum + (added[cell] ?? 0) * slope * slope, 0);
        const half = tQuantile(0.975, clusters.length - 1) * Math.sqrt(spread);
        const sum = cells.reduce((all, one) => all + one, 0);
        const found = coefficientOfCells(
          coefficient,
          cells.map((one) => one / sum),
          weights,
          n,
        );
        const centre = 'reason' in found ? Number.NaN : found.value;
        expect(interval?.low).toBeCloseTo(Math.min(0, centre - half), 4);
        expect(interval?.high).toBeCloseTo(Math.max(0, Math.min(1, centre + half)), 4);
        return true;
      }),
      { numRuns: 200 },
    );
  });

  it('is the linearised interval where there are many pairs', () => {
    const many = pairsOf([61_000, 9_000, 4_000, 26_000]);
    for (const coefficient of corrected) {
      const { estimate, low, high } = agreementOfPairs(coefficient, yesNo, many);
      const own = smallSampleInterval(coefficient, yesNo, many, plain(2), estimate ?? 0);
      expect(own?.low).toBeCloseTo(low ?? 9, 4);
      expect(own?.high).toBeCloseTo(high ?? 9, 4);
    }
  });
});
