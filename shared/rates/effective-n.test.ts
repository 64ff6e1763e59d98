import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashUniform } from '../random.ts';
import { effectiveOf, unlimitedOf } from './effective-n.ts';
import { gridRates } from './grid-rates.ts';
import { prepareFrame } from './prepared-frame.ts';
import { rateAtSetting } from './rate-at-setting.ts';
import { frameOf } from './testing/frame-of.ts';

describe('effective n', () => {
  it('is the size of a plain sample without replacement with the same variance, never above the set', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.double({ min: 0.1, max: 1e7, noNaN: true }),
        (size, n) => {
          const own = effectiveOf(n, size);
          expect(own).toBeLessThanOrEqual(size);
          // Variance of a share of one half: with replacement, and without.
          expect((0.25 / own) * ((size - own) / (size - 1))).toBeCloseTo(0.25 / n, 9);
          expect(unlimitedOf(own, size) / n).toBeCloseTo(1, 6);
        },
      ),
    );
    expect(effectiveOf(Infinity, 40)).toBe(40);
    expect(unlimitedOf(40, 40)).toBe(Infinity);
  });

  it('is that of the labels where these are a plain sample, and close to the set where nearly all are labelled', () => {
    for (const drawn of [100, 500, 900, 990]) {
      const frame = frameOf(
        Array.from({ length: 1000 }, (_, i) => ({
          answer: 0,
          humanProbability: drawn / 1000,
          label: i < drawn ? 1 + (i % 4 === 0 ? 1 : 0) : 0,
        })),
      );
      const rate = rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 0 });
      expect(Math.abs((rate.effective_n ?? 0) / drawn - 1)).toBeLessThan(0.02);
    }
  });

  it('is never above the set by any source, for a judge that was asked about nearly all of it', () => {
    const frame = frameOf(
      Array.from({ length: 1076 }, (_, i) => {
        const isRelevant = hashUniform(1, 'truth', String(i)) < 0.27;
        const isRight = hashUniform(1, 'judge', String(i)) < 0.95;
        return {
          cluster: Math.floor(i / 4),
          stratum: i % 2,
          judgeProbability: 0.95,
          answer: i % 20 === 0 ? 0 : isRelevant === isRight ? 2 : 1,
          humanProbability: 0.5,
          label: i % 20 !== 0 && hashUniform(1, 'drawn', String(i)) < 0.5 ? (isRelevant ? 2 : 1) : 0,
        };
      }),
    );
    const { selected } = gridRates(frame, 'this-set').at(0);
    for (const rate of [selected.judge, selected.human, selected.corrected, selected.rogan_gladen]) {
      expect(rate.effective_n).toBeGreaterThan(100);
      expect(rate.effective_n).toBeLessThanOrEqual(1076);
    }
    expect(selected.judge.effective_n).toBeCloseTo(selected.judge.n_judged, -2);
  });
});
