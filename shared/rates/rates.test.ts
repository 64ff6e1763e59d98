import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterQueries } from './cluster-queries.ts';
import { rateTargets } from './estimate-rate.ts';
import { defaultMapping, labelEvents } from './event-mapping.ts';
import { gridRates } from './grid-rates.ts';
import { labelCode } from './label-code.ts';
import { prepareFrame } from './prepared-frame.ts';
import { rateAtSetting } from './rate-at-setting.ts';
import { rateCurve } from './rate-curve.ts';
import { rateKinds } from './rate-kind.ts';
import { setRates } from './set-rates.ts';
import { settleLabels } from './settle-labels.ts';
import { suggestSetting } from './suggest-setting.ts';
import { sumsAtSetting } from './sums-at-setting.ts';
import { sumsOverGrid } from './sums-over-grid.ts';
import { frameOf, type TestPair } from './testing/frame-of.ts';

const settings = 6;

/** Frames over a grid with every kind of answer and label. */
const frames = fc
  .array(
    fc.record({
      entry: fc.nat(settings),
      length: fc.nat(settings),
      baseline: fc.constantFrom<0 | 1>(0, 1),
      stratum: fc.nat(3),
      cluster: fc.nat(20),
      answer: fc.constantFrom(0, 1, 1, 2, 3),
      label: fc.constantFrom(0, 0, 1, 1, 2, 3),
      judgeProbability: fc.constantFrom(0.5, 0.8, 1),
      share: fc.constantFrom(0.1, 0.5, 1),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((rows) =>
    frameOf(
      rows.map(({ length, share, ...row }): TestPair => ({
        ...row,
        exit: row.entry + length,
        label: row.answer === 0 ? 0 : row.label,
        humanProbability: row.judgeProbability * share,
      })),
      settings,
    ),
  );

describe('rates over the grid', () => {
  it('are what one setting gives alone, missing labels and failed answers included', () => {
    fc.assert(
      fc.property(frames, fc.constantFrom(...rateTargets), (frame, target) => {
        const rates = gridRates(frame, target);
        for (let setting = 0; setting < settings; setting++) {
          const direct = setRates(frame, setting, target);
          const looked = rates.at(setting);
          for (const kind of rateKinds) {
            for (const source of ['judge', 'human', 'corrected', 'rogan_gladen'] as const)
              expect(rounded(looked[kind][source])).toEqual(rounded(direct[kind][source]));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Sums in another order differ in the last bits. */
function rounded(value: unknown): unknown {
  const text = JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'number' ? Math.round(own * 1e7) / 1e7 + 0 : own,
  );
  return JSON.parse(text);
}

describe('sums over the grid', () => {
  it('are at every setting what one pass gives there', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const prepared = prepareFrame(frame);
        for (const kind of ['selected', 'removed'] as const) {
          const rows = sumsOverGrid(prepared, kind);
          rows.forEach((row, setting) => {
            const direct = sumsAtSetting(prepared, kind, setting);
            const furthest = row.reduce(
              (most, value, k) => Math.max(most, Math.abs(value - (direct[k] ?? NaN))),
              0,
            );
            expect(furthest).toBeLessThan(1e-8);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave no rounding where a share is 0 or 1, so that the interval is that of its labels', () => {
    // False negatives enter last: at the settings before, all that is deselected is relevant, so nothing true is lost.
    const pairs = Array.from({ length: 600 }, (_, i): TestPair => ({
      entry: i % 4 === 0 ? 9 : i % 8,
      humanProbability: 1 / (3 + (i % 7) / 10),
      judgeProbability: 1 / (1 + (i % 3) / 10),
      label: i % 3 !== 0 ? 0 : i % 4 === 0 ? 2 : 1,
    }));
    const frame = frameOf(pairs, 10);
    const lost = gridRates(frame, 'this-set').at(8).lost.human;
    expect(lost).toMatchObject({ estimate: 0, low: 0, method: 'clopper-pearson' });
    expect(lost.effective_n).toBeGreaterThan(40);
    expect(lost.high).toBeLessThan(0.1);
    expect(lost.high).toBeCloseTo(setRates(frame, 8, 'this-set').lost.human.high ?? 1, 12);
  });

  it('give the same rates as direct evaluation, for every kind and target', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const full = { ...frame, label: frame.label.map((label) => (label === 3 ? 0 : label)) };
        const prepared = prepareFrame(full);
        for (const kind of rateKinds) {
          for (const target of rateTargets) {
            rateCurve(prepared, kind, { target, lambda: 'tuned' }).forEach((rate, setting) => {
              const direct = rateAtSetting(prepared, kind, setting, { target, lambda: 'tuned' });
              expect(rate.method).toBe(direct.method);
              expect(rate.n_human).toBe(direct.n_human);
              expect(rate.reason).toBe(direct.reason);
              for (const name of ['estimate', 'low', 'high'] as const) {
                expect(rate[name] ?? -1).toBeCloseTo(direct[name] ?? -1, 6);
              }
            });
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('never give a number that is not one, and keep intervals around estimates inside [0, 1]', () => {
    fc.assert(
      fc.property(frames, fc.nat(settings - 1), (frame, setting) => {
        for (const sources of Object.values(setRates(frame, setting, 'queries-like-these'))) {
          for (const rate of Object.values(sources)) {
            const shown = [rate.estimate, rate.low, rate.high];
            const fine =
              rate.estimate === null
                ? rate.reason !== undefined && rate.low === null && rate.high === null
                : shown.every((x) => x !== null && x >= -1e-12 && x <= 1 + 1e-12) &&
                  (rate.low ?? 1) <= (rate.high ?? 0) + 1e-12;
            expect(fine ? null : rate).toBeNull();
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** 200 pairs of 100 queries, all judged, every fourth labelled; 20 % relevant, the judge wrong in every fifth. */
function sample(change: (pair: TestPair, i: number) => TestPair = (pair) => pair): TestPair[] {
  return Array.from({ length: 200 }, (_, i) => {
    const relevant = i % 5 === 0 ? 1 : 0;
    const wrong = (i * 7) % 5 === 1 ? 1 : 0;
    const pair = {
      cluster: i >> 1,
      answer: 1 + (wrong === 1 ? 1 - relevant : relevant),
      humanProbability: 0.25,
      label: i % 4 === 0 ? 1 + relevant : 0,
    };
    return change(pair, i);
  });
}

const tuned = { target: 'this-set', lambda: 'tuned' } as const;

describe('a rate', () => {
  it('is exact when every pair has a label', () => {
    const all = sample((pair, i) => ({ ...pair, humanProbability: 1, label: 1 + (i % 5 === 0 ? 1 : 0) }));
    const rate = rateAtSetting(prepareFrame(frameOf(all)), 'selected', 0, tuned);
    expect(rate).toMatchObject({
      estimate: 0.2,
      low: 0.2,
      high: 0.2,
      method: 'census',
      numerator: 40,
      denominator: 200,
    });
    const wide = rateAtSetting(prepareFrame(frameOf(all)), 'selected', 0, {
      ...tuned,
      target: 'queries-like-these',
    });
    expect(wide.estimate).toBeCloseTo(0.2, 12);
    expect((wide.high ?? 0) - (wide.low ?? 0)).toBeGreaterThan(0.05);
  });

  it('is not given where a pair cannot be in the sample', () => {
    const hole = sample((pair, i) => (i === 7 ? { ...pair, humanProbability: 0, label: 0 } : pair));
    const rate = rateAtSetting(prepareFrame(frameOf(hole)), 'selected', 0, tuned);
    expect(rate.estimate).toBeNull();
    expect(rate.reason).toMatch(/label these/);
  });

  it('uses exact intervals and no judge when relevant labels are few', () => {
    const rare = sample((pair, i) => ({ ...pair, label: i % 4 === 0 ? (i === 0 ? 2 : 1) : 0 }));
    const rate = rateAtSetting(prepareFrame(frameOf(rare)), 'selected', 0, tuned);
    expect(rate).toMatchObject({ method: 'clopper-pearson', lambda: 0, n_human: 50 });
    expect(rate.estimate).toBeCloseTo(1 / 50, 12);
    expect(rate.high).toBeGreaterThan(0.1);
  });

  it('is narrower with a judge that is mostly right than without', () => {
    const good = sample((pair, i) => ({ ...pair, answer: 1 + (i % 5 === 0 ? 1 : 0) }));
    const prepared = prepareFrame(frameOf(good));
    const with_ = rateAtSetting(prepared, 'selected', 0, tuned);
    const without = rateAtSetting(prepared, 'selected', 0, { ...tuned, lambda: 0 });
    expect(with_.lambda).toBeGreaterThan(0.5);
    expect((with_.high ?? 1) - (with_.low ?? 0)).toBeLessThan(
      0.8 * ((without.high ?? 1) - (without.low ?? 0)),
    );
  });

  it('has worst cases around it where labels are missing, and counts none of them', () => {
    const some = sample((pair, i) => (i % 20 === 4 ? { ...pair, label: 3 } : pair));
    const rate = rateAtSetting(prepareFrame(frameOf(some)), 'selected', 0, tuned);
    expect(rate.n_human).toBe(40);
    expect(rate.worst_case?.low).toBeLessThanOrEqual(rate.low ?? 0);
    expect(rate.worst_case?.high).toBeGreaterThan(rate.high ?? 1);
  });

  it('leaves the judge out, and says so, where labels have no answer beside them', () => {
    const apart = sample((pair, i) => (i % 8 === 0 ? { ...pair, answer: 0 } : pair));
    const rate = rateAtSetting(prepareFrame(frameOf(apart)), 'selected', 0, tuned);
    expect(rate.lambda).toBe(0);
    expect(rate.warnings?.[0]).toMatch(/25 human labels/);
  });

  it('counts the judge where its own labels have answers, whatever those elsewhere on the grid have', () => {
    const inside = sample((pair) => ({ ...pair, entry: 0, exit: 1, baseline: 0 }));
    const outside = inside.map((pair) => ({ ...pair, entry: 1, exit: 2, answer: 0 }));
    const alone = gridRates(frameOf(inside, 2), 'this-set').at(0).selected.corrected;
    const among = gridRates(frameOf([...inside, ...outside], 2), 'this-set');
    expect(alone.lambda).toBeGreaterThan(0);
    expect(among.at(0).selected.corrected.estimate).toBeCloseTo(alone.estimate ?? Number.NaN, 12);
    expect(among.at(0).selected.corrected.high).toBeCloseTo(alone.high ?? Number.NaN, 12);
    expect(among.at(0).selected.corrected.warnings).toBeUndefined();
    expect(
      rateAtSetting(prepareFrame(frameOf([...inside, ...outside], 2)), 'selected', 1, tuned),
    ).toMatchObject({
      lambda: 0,
    });
  });

  it('warns about few clusters', () => {
    const few = sample((pair, i) => ({ ...pair, cluster: i % 10 }));
    const rate = rateAtSetting(prepareFrame(frameOf(few)), 'selected', 0, {
      ...tuned,
      target: 'queries-like-these',
    });
    expect(rate.warnings?.[0]).toMatch(/10 clusters/);
  });

  it('warns where many clusters have few labels: one query may hold half of the pairs', () => {
    // Every label of the set is one of two queries', all alike: the interval knows nothing of the others.
    const pairs = Array.from({ length: 200 }, (_, i): TestPair => ({
      cluster: i < 100 ? 0 : i,
      humanProbability: 0.5,
      label: i < 60 || i === 100 ? 1 : 0,
    }));
    const options = { ...tuned, target: 'queries-like-these' } as const;
    const rate = rateAtSetting(prepareFrame(frameOf(pairs)), 'selected', 0, options);
    expect(rate).toMatchObject({ estimate: 0, label_clusters: 2 });
    expect(rate.warnings).toEqual([
      expect.stringMatching(/^Labels of this set in only 2 clusters of queries: with fewer than 30 /),
    ]);
    const spread = rateAtSetting(
      prepareFrame(frameOf(pairs.map((pair, i) => ({ ...pair, cluster: i })))),
      'selected',
      0,
      options,
    );
    expect(spread).toMatchObject({ label_clusters: 61 });
    expect(spread.warnings).toBeUndefined();
  });
});

describe('removed and lost', () => {
  it('count what a census shows', () => {
    // Baseline: 10 pairs, 4 of them false negatives; setting 0 keeps 5 of them with 1; setting 1 all.
    const pairs = Array.from({ length: 10 }, (_, i): TestPair => ({
      entry: i < 5 ? 0 : 1,
      label: [0, 5, 6, 7].includes(i) ? 2 : 1,
    }));
    const outside: TestPair = { entry: 0, exit: 1, baseline: 0, label: 2 };
    const rates = setRates(frameOf([...pairs, outside], 2), 0, 'this-set');
    expect(rates.removed.human).toMatchObject({ estimate: 0.75, numerator: 3, denominator: 4 });
    expect(rates.lost.human.estimate).toBeCloseTo(2 / 6, 12);
    expect(rates.lost.human).toMatchObject({ numerator: 2, denominator: 6 });
    expect(rates.selected.human).toMatchObject({ estimate: 2 / 6 });
    const loose = setRates(frameOf([...pairs, outside], 2), 1, 'this-set');
    expect(loose.removed.human).toMatchObject({ estimate: 0, numerator: 0, denominator: 4 });
  });

  it('are certain where nothing, or everything, of the baseline is deselected', () => {
    const pairs = sample((pair) => ({ ...pair, entry: 1 }));
    const none = setRates(frameOf(pairs, 2), 1, 'queries-like-these');
    expect(none.removed.human).toMatchObject({ estimate: 0, low: 0, high: 0, method: 'certain' });
    const all = setRates(frameOf(pairs, 2), 0, 'queries-like-these');
    expect(all.removed.human).toMatchObject({ estimate: 1, low: 1, high: 1 });
    expect(all.lost.human).toMatchObject({ estimate: 1, low: 1, high: 1 });
  });

  it('explain when there is nothing to remove', () => {
    const none = frameOf(Array.from({ length: 20 }, (): TestPair => ({ label: 1 })));
    expect(setRates(none, 0, 'this-set').removed.human.reason).toMatch(/no share of them to remove/);
  });
});

describe('the other sources', () => {
  it('bound the judge alone by what its failures might have been', () => {
    const failing = sample((pair, i) => (i % 10 === 3 ? { ...pair, answer: 3 } : pair));
    const { judge } = setRates(frameOf(failing), 0, 'this-set').selected;
    const yes = failing.filter((pair) => pair.answer === 2).length;
    expect(judge).toMatchObject({ n_judged: 180, n_human: 0, method: 'judge-alone' });
    expect(judge.low).toBeCloseTo(yes / 200, 12);
    expect(judge.high).toBeCloseTo((yes + 20) / 200, 12);
  });

  it('leave Rogan and Gladen undefined when the judge may be a coin, and right when it is not', () => {
    const coin = sample((pair, i) => ({ ...pair, answer: 1 + (i % 2) }));
    expect(setRates(frameOf(coin), 0, 'this-set').selected.rogan_gladen.reason).toMatch(/coin/);
    const good = sample((pair, i) => ({ ...pair, answer: 1 + (i % 5 === 0 ? 1 : 0) }));
    expect(setRates(frameOf(good), 0, 'this-set').selected.rogan_gladen.estimate).toBeCloseTo(0.2, 6);
  });

  it('say what is missing without labels or without a judge', () => {
    const unlabelled = setRates(frameOf(sample((pair) => ({ ...pair, label: 0 }))), 0, 'this-set').selected;
    expect(unlabelled.corrected.reason).toMatch(/label these/);
    expect(unlabelled.judge.estimate).not.toBeNull();
    const unsettled = sample((pair) => (pair.label === 0 ? pair : { ...pair, label: 3 }));
    expect(setRates(frameOf(unsettled), 0, 'this-set').selected.human.reason).toMatch(/50 pairs without a/);
    const unjudged = setRates(frameOf(sample((pair) => ({ ...pair, answer: 0 }))), 0, 'this-set').selected;
    expect(unjudged.judge.reason).toMatch(/answered nothing/);
    expect(unjudged.human.estimate).toBeCloseTo(0.2, 12);
    expect(unjudged.corrected.estimate).toBeNull();
  });
});

describe('suggesting a setting', () => {
  const evidence = (high: number | null, effectiveLabels: number, starved: number) => ({
    rate: {
      estimate: 0,
      low: 0,
      high,
      n_judged: 0,
      n_human: 0,
      effective_n: 0,
      method: 'two-phase' as const,
    },
    effectiveLabels,
    starved,
  });

  it('starts at 50 effective labels and stops at the first failure, even if a later one would pass', () => {
    const grid = [
      evidence(0.9, 10, 0.5),
      evidence(0.04, 60, 0.4),
      evidence(0.045, 80, 0.2),
      evidence(0.06, 90, 0.1),
      evidence(0.03, 99, 0),
    ];
    expect(suggestSetting(grid, 0.05, 0.3)).toMatchObject({ setting: 2, tested: [1, 2, 3] });
  });

  it('says why none can be shown', () => {
    expect(suggestSetting([evidence(0.01, 49.9, 0)], 0.05, 1).sentence).toMatch(
      /50 effective labels \(the most is 49\)/,
    );
    expect(suggestSetting([evidence(0.2, 60, 0)], 0.05, 1).sentence).toMatch(/as high as 20.0 %/);
    expect(suggestSetting([evidence(0.02, 60, 0.4)], 0.05, 0.1).sentence).toMatch(/starves 40.0 %/);
  });

  it('starts at the first setting that has a rate, and stops where there is none again', () => {
    const none = evidence(0, 60, 0);
    const unreached = { ...none, rate: { ...none.rate, high: null, reason: 'Label these.' } };
    const grid = [unreached, evidence(0.03, 60, 0), evidence(0.04, 60, 0), unreached, evidence(0.03, 60, 0)];
    expect(suggestSetting(grid, 0.05, 1)).toMatchObject({ setting: 2, tested: [1, 2, 3] });
    expect(suggestSetting([unreached], 0.05, 1)).toMatchObject({
      setting: null,
      tested: [0],
      sentence: 'None can be shown: at the first setting tested, Label these.',
    });
  });
});

describe('labels', () => {
  it('settle by the adjudicator, then by strict majority of events, else are missing', () => {
    const settle = (
      labels: readonly ('relevant' | 'partly' | 'not' | 'cant-tell')[],
      adjudicated: 'relevant' | null = null,
    ) => settleLabels({ labels, adjudicated }, defaultMapping);
    expect(settle(['not', 'not'], 'relevant')).toBe('false-negative');
    expect(settle(['partly', 'not', 'relevant'])).toBe('true-negative');
    expect(settle(['relevant', 'not'])).toBe('missing');
    expect(settle(['relevant', 'cant-tell', 'not'])).toBe('missing');
    expect(settle([])).toBeNull();
    expect(
      [null, 'false-negative', 'positive-wrong', 'missing'].map((event) =>
        labelCode(labelEvents.find((known) => known === event) ?? null),
      ),
    ).toEqual([0, 2, 1, 3]);
    expect(labelCode('positive-wrong', 'positive-wrong')).toBe(2);
  });
});

describe('clusters of queries', () => {
  it('join what shares a key, through others too, only where sharing is common', () => {
    expect([...clusterQueries([['a'], ['b', 'a'], ['c'], ['b']]).cluster]).toEqual([0, 0, 1, 0]);
    const rare = Array.from({ length: 100 }, (_, i) => [i < 2 ? 'same' : `own ${i}`]);
    expect(clusterQueries(rare).clusters).toBe(100);
  });
});
