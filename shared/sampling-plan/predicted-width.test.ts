import { describe, expect, it } from 'vitest';
import { hashUniform } from '../random.ts';
import { humanLabel, type LabelledFrame } from '../rates/labelled-frame.ts';
import { prepareFrame } from '../rates/prepared-frame.ts';
import { rateAtSetting } from '../rates/rate-at-setting.ts';
import { noRate, type RateResult } from '../rates/rate-result.ts';
import { frameOf } from '../rates/testing/frame-of.ts';
import { predictedWidths } from './predicted-width.ts';

const pairs = 1000;
const judgeShare = 0.28;

/** A plain sample of `labels` of 1,000 pairs, of which each is relevant with chance `share`. */
function sample(share: number, labels: number, seed: number): LabelledFrame {
  const numbers = Array.from({ length: pairs }, (_, i) => hashUniform(seed, 'drawn', String(i)));
  const bound = numbers.toSorted((a, b) => a - b)[labels] ?? 1;
  return frameOf(
    numbers.map((number, i) => ({
      answer: 0,
      humanProbability: labels / pairs,
      label:
        number >= bound
          ? humanLabel.none
          : hashUniform(seed, 'truth', String(i)) < share
            ? humanLabel.relevant
            : humanLabel.notRelevant,
    })),
  );
}

const rateOf = (frame: LabelledFrame): RateResult =>
  rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 0 });

const widthOf = ({ low, high }: RateResult): number => (high ?? 1) - (low ?? 0);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

describe('predicted widths', () => {
  for (const labels of [0, 1, 2, 5, 10, 28]) {
    it(`are no narrower after ${labels} labels than what 100 more usually give, for shares in the interval`, () => {
      for (const share of [0.05, 0.27]) {
        const frame = sample(share, labels, 7);
        const now = labels === 0 ? noRate({ judged: 0, humans: 0 }, 'none') : rateOf(frame);
        const [forecast] = predictedWidths(frame, 0, now, judgeShare, [100]);
        const { low, high } = labels === 0 ? { low: 0, high: 1 } : now;
        // True shares all over the present interval.
        const widths = Array.from({ length: 40 }, (_, i) =>
          widthOf(
            rateOf(sample((low ?? 0) + (((high ?? 1) - (low ?? 0)) * (i + 0.5)) / 40, labels + 100, i)),
          ),
        );
        expect(forecast?.width).toBeGreaterThanOrEqual(0.97 * median(widths));
        // And no scare: not wider than for the share that is hardest to tell.
        expect(forecast?.width).toBeLessThanOrEqual(1.1 * widthOf(rateOf(sample(0.5, labels + 100, 3))));
      }
    });
  }

  it('hardly move with the first labels, whatever these say', () => {
    const before = predictedWidths(sample(0, 0, 1), 0, noRate({ judged: 0, humans: 0 }, 'none'), judgeShare);
    const nots = sample(0, 1, 1);
    const after = predictedWidths(nots, 0, rateOf(nots), judgeShare);
    after.forEach(({ width }, i) => expect(width / (before[i]?.width ?? 0)).toBeGreaterThan(0.85));
  });

  it('go to nothing as the set is labelled whole', () => {
    const most = sample(0.3, 950, 5);
    const [some, all] = predictedWidths(most, 0, rateOf(most), judgeShare, [20, 50]);
    expect(some?.width).toBeLessThan(widthOf(rateOf(most)));
    expect(all?.width).toBeLessThan(0.002);
    const whole = sample(0.3, 1000, 5);
    expect(predictedWidths(whole, 0, rateOf(whole), judgeShare, [20])).toEqual([{ labels: 20, width: 0 }]);
  });
});
