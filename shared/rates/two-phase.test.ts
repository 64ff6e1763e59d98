import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapseCells } from './collapse-cells.ts';
import { horvitzThompsonTotal } from './horvitz-thompson.ts';
import { prepareFrame } from './prepared-frame.ts';
import { sumsAtSetting } from './sums-at-setting.ts';
import { estimateCells } from './two-phase.ts';
import { frameOf, type TestPair } from './testing/frame-of.ts';

const truth = [1, 0, 1, 0, 0, 1];
const judge = [1, 1, 0, 0, 0, 1];

describe('the two-phase estimator over every possible sample', () => {
  it.each([0, 0.37, 1])(
    'has the truth as its mean and its variance right on average, Poisson sampling, λ = %d',
    (lambda) => {
      const first = [0.9, 0.5, 0.7, 1, 0.6, 0.8];
      const second = [0.5, 0.3, 0.9, 0.4, 1, 0.25];
      const means = { total: 0, square: 0, variance: 0 };
      // Each pair: not judged, judged, or judged and labelled: 3^6 samples.
      for (let code = 0; code < 3 ** 6; code++) {
        let chance = 1;
        const pairs = truth.map((y, i): TestPair => {
          const state = Math.floor(code / 3 ** i) % 3;
          const one = first[i] ?? 0;
          const two = second[i] ?? 0;
          chance *= state === 0 ? 1 - one : one * (state === 1 ? 1 - two : two);
          return {
            judgeProbability: one,
            humanProbability: one * two,
            answer: state === 0 ? 0 : 1 + (judge[i] ?? 0),
            label: state === 2 ? 1 + y : 0,
          };
        });
        if (chance === 0) continue;
        const prepared = prepareFrame(frameOf(pairs));
        // With nobody asked the frame counts as human only; its total is then 0 as it should be.
        const { total, variance } = horvitzThompsonTotal(prepared, 'selected', 0, lambda);
        means.total += chance * total;
        means.square += chance * total * total;
        means.variance += chance * variance;
      }
      expect(means.total).toBeCloseTo(3, 10);
      expect(means.variance).toBeCloseTo(means.square - 9, 10);
    },
  );

  it.each([0, 0.6, 1])(
    'likewise for the calibrated one under simple random sampling in two strata, λ = %d',
    (lambda) => {
      // Stratum 0: four pairs, three judged, two labelled. Stratum 1: five pairs, four judged, two labelled.
      const y = [1, 0, 1, 0, 0, 1, 0, 0, 1];
      const h = [1, 0, 0, 0, 1, 1, 0, 1, 1];
      const strata = [
        { pairs: [0, 1, 2, 3], judged: 3, labelled: 2 },
        { pairs: [4, 5, 6, 7, 8], judged: 4, labelled: 2 },
      ];
      const samples = strata.map(({ pairs, judged, labelled }) =>
        subsets(pairs, judged).flatMap((one) => subsets(one, labelled).map((two) => ({ one, two }))),
      );
      let total = 0;
      let square = 0;
      let variance = 0;
      let count = 0;
      for (const a of samples[0] ?? []) {
        for (const b of samples[1] ?? []) {
          const pairs = y.map((label, i): TestPair => {
            const stratum = i < 4 ? 0 : 1;
            const { one, two } = stratum === 0 ? a : b;
            const size = strata[stratum];
            if (size === undefined) throw new Error('two strata');
            return {
              stratum,
              judgeProbability: size.judged / size.pairs.length,
              humanProbability: size.labelled / size.pairs.length,
              answer: one.includes(i) ? 1 + (h[i] ?? 0) : 0,
              label: two.includes(i) ? 1 + label : 0,
            };
          });
          const prepared = prepareFrame(frameOf(pairs));
          const cells = estimateCells(collapseCells(sumsAtSetting(prepared, 'selected', 0), 2, 1, 1));
          let estimate = 0;
          for (let c = 0; c < cells.count; c++) {
            const shift = (cells.meanJudged[c] ?? 0) - (cells.meanLabelled[c] ?? 0);
            estimate += (cells.pairs[c] ?? 0) * ((cells.meanLabel[c] ?? 0) + lambda * shift);
            variance +=
              (cells.labelVariance[c] ?? 0) -
              2 * lambda * (cells.crossVariance[c] ?? 0) +
              lambda ** 2 * (cells.predictionVariance[c] ?? 0);
          }
          total += estimate;
          square += estimate * estimate;
          count += 1;
        }
      }
      expect(total / count).toBeCloseTo(4, 10);
      expect(variance / count).toBeCloseTo(square / count - 16, 10);
    },
  );
});

describe('joining cells', () => {
  it('keeps every pair and every total, and leaves no cell short of labels when there are enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ stratum: fc.nat(5), labelled: fc.boolean(), label: fc.constantFrom(1, 2) }), {
          minLength: 1,
          maxLength: 80,
        }),
        fc.integer({ min: 1, max: 9 }),
        (rows, least) => {
          const frame = frameOf(
            rows.map(({ stratum, labelled, label }) => ({ stratum, label: labelled ? label : 0 })),
          );
          const sums = sumsAtSetting(prepareFrame(frame), 'selected', 0);
          const cells = collapseCells(sums, frame.strata, 1, least);
          const pairs = estimateCells(cells).pairs;
          expect(pairs.reduce((sum, n) => sum + n, 0)).toBe(rows.length);
          const humans = Array.from({ length: cells.count }, (_, c) => estimateCells(cells).humans[c] ?? 0);
          const labelled = rows.filter((row) => row.labelled).length;
          expect(labelled >= least ? Math.min(...humans) >= least : cells.count === 1).toBe(true);
        },
      ),
    );
  });
});

function subsets(items: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
