import { describe, expect, it } from 'vitest';
import { hashUniform } from '../random.ts';
import { rateTargets } from './estimate-rate.ts';
import { gridRates } from './grid-rates.ts';
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

it('labels that cannot stand for a set do not tell the judge’s errors in it either', () => {
  const pairs = Array.from({ length: 400 }, (_, i) => ({
    answer: 1 + (i % 3 === 0 ? 1 : 0),
    humanProbability: i < 200 ? 1 : 0,
    label: i < 200 ? 1 + (i % 3 === 0 ? 1 : 0) : 0,
  }));
  for (const target of rateTargets) {
    const { human, rogan_gladen: roganGladen } = gridRates(frameOf(pairs), target).at(0).selected;
    expect(human).toMatchObject({ estimate: null, reason: expect.stringMatching(/label these/) });
    expect(roganGladen).toMatchObject({ estimate: null, method: 'rogan-gladen', reason: human.reason });
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

describe('several samples of 1,000 pairs, each drawn on its own, of which the relevant come more often', () => {
  const relevant = Array.from({ length: 1000 }, (_, i) => i % 4 === 0);
  const chance = relevant.map((one) => (one ? 0.6 : 0.25));
  const isDrawn = (seed: number, sample: number, i: number): boolean =>
    hashUniform(seed, `s${sample}`, String(i)) < (chance[i] ?? 0);
  const rateBy = (seed: number, samples: number, probability: readonly number[]) => {
    const drawn = relevant.map((_, i) =>
      Array.from({ length: samples }, (__, k) => isDrawn(seed, k, i)).includes(true),
    );
    const frame = frameOf(
      relevant.map((one, i) => ({
        answer: 0,
        humanProbability: probability[i] ?? 0,
        label: drawn[i] === true ? (one ? 2 : 1) : 0,
      })),
    );
    const humanSource = Uint8Array.from(drawn, (one) =>
      one ? probabilitySource.line : probabilitySource.noLine,
    );
    return rateAtSetting(prepareFrame({ ...frame, humanSource }), 'selected', 0, {
      target: 'this-set',
      lambda: 0,
    });
  };

  it('have no rate by the probability of one of them, and cover the truth by that of any', () => {
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      expect(rateBy(seed, 3, chance)).toMatchObject({
        estimate: null,
        reason: expect.stringMatching(/not those of one sample/),
      });
      const { low, high } = rateBy(
        seed,
        3,
        chance.map((one) => 1 - (1 - one) ** 3),
      );
      if ((low ?? 1) <= 0.25 && 0.25 <= (high ?? 0)) covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(90);
  });

  it('do not make a sample of its own look like several', () => {
    for (let seed = 1; seed <= 100; seed++) expect(rateBy(seed, 1, chance).estimate).not.toBeNull();
  });
});
