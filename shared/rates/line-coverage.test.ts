import { expect, it } from 'vitest';
import { hashUniform } from '../random.ts';
import { judgeAloneRate } from './judge-alone.ts';
import { probabilitySource } from './line-coverage.ts';
import { prepareFrame } from './prepared-frame.ts';
import { rateAtSetting } from './rate-at-setting.ts';
import { frameOf } from './testing/frame-of.ts';

/** 600 pairs; of those that `isFrame` names, a sample with given probabilities was drawn, and nothing is known of the rest. */
function given(isFrame: (pair: number) => boolean, seed: number) {
  const isDrawn = Array.from(
    { length: 600 },
    (_, i) => isFrame(i) && hashUniform(seed, 'p', String(i)) < chanceOf(i),
  );
  const frame = frameOf(
    isDrawn.map((drawn, i) => ({
      humanProbability: drawn ? chanceOf(i) : 0.2,
      judgeProbability: drawn ? chanceOf(i) : 0.2,
      answer: drawn ? 1 + (i % 3 === 0 ? 1 : 0) : 0,
      label: drawn ? 1 + (i % 4 === 0 ? 1 : 0) : 0,
    })),
  );
  const source = Uint8Array.from(isDrawn, (drawn) =>
    drawn ? probabilitySource.line : probabilitySource.noLine,
  );
  return { ...frame, humanSource: source, judgeSource: source };
}

const chanceOf = (pair: number): number => (pair % 2 === 0 ? 0.5 : 0.2);

it('lines that can stand for a set give its rate, by people and by a judge alone', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const frame = given(() => true, seed);
    const rate = rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 0 });
    expect(rate.estimate).not.toBeNull();
    expect(judgeAloneRate(frame, 'selected', 0, 'this-set').estimate).not.toBeNull();
  }
});

it('lines of a part of a set give none', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const frame = given((pair) => pair < 330, seed);
    expect(
      rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 'tuned' }),
    ).toMatchObject({
      estimate: null,
      reason: expect.stringMatching(/cannot be in the sample .*label these/),
    });
    expect(judgeAloneRate(frame, 'selected', 0, 'this-set')).toMatchObject({
      estimate: null,
      reason: expect.stringMatching(/judge these/),
    });
  }
});

it('a judge that could not be asked about a part of a set does not count in it, and that is said', () => {
  const pairs = Array.from({ length: 400 }, (_, i) => ({
    judgeProbability: i < 300 ? 1 : 0,
    answer: i < 300 ? 1 + (i % 3 === 0 ? 1 : 0) : 0,
    humanProbability: 0.25,
    // By chance people labelled judged pairs only.
    label: i < 100 ? 1 + (i % 3 === 0 ? 1 : 0) : 0,
  }));
  const rate = rateAtSetting(prepareFrame(frameOf(pairs)), 'selected', 0, {
    target: 'this-set',
    lambda: 'tuned',
  });
  expect(rate).toMatchObject({
    lambda: 0,
    estimate: 0.34,
    warnings: [
      'The judge was never asked about 100 of the 400 pairs of this set, so its answers do not count (λ = 0): judge these.',
    ],
  });
});
