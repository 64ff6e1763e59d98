import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MiningSettings } from '../domain/mining-settings.ts';
import { decidePool, type DecisionMaterial } from '../mining/decide-pool.ts';
import type { LabelledFrame } from '../rates/labelled-frame.ts';
import { prepareFrame } from '../rates/prepared-frame.ts';
import { regionOf } from '../rates/region.ts';
import { sumsAtSetting } from '../rates/sums-at-setting.ts';
import { sumsOverGrid } from '../rates/sums-over-grid.ts';
import { poolOf } from '../testing/pool-of.ts';
import { looseningGrid } from '../tuning/grid-entry.ts';
import { sliderNames, withSlider } from '../tuning/slider.ts';
import { framePairs, type FramePairs } from './frame-pairs.ts';

const score = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((n) => n / 4),
  fc.float({ min: -2, max: 2, noNaN: true }),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1 });
const settings = fc
  .record({
    rangeMax: maybe(fc.integer({ min: 1, max: 8 })),
    maxScore: maybe(score),
    absoluteMargin: maybe(score),
    perc: maybe(fc.constantFrom(0, 0.25, 0.9, 1)),
    minScore: maybe(score),
    nearDuplicate: maybe(fc.constant(0.5)),
    anchor: fc.constantFrom('min' as const, 'max' as const, 'mean' as const, 'each' as const),
    numNegatives: fc.integer({ min: 1, max: 4 }),
    select: fc.constantFrom('top' as const, 'softmax' as const, 'uniform' as const, 'top1-softmax' as const),
    fromTop: fc.integer({ min: 1, max: 7 }),
    temperature: fc.constantFrom(0.02, 1),
    seed: fc.integer({ min: 0, max: 5 }),
  })
  .map((values) => MiningSettings.parse(values));
const sample = fc.record({
  rows: fc.array(
    fc.record({
      candidates: fc
        .array(score, { minLength: 2, maxLength: 12 })
        .map((scores) => scores.toSorted((a, b) => b - a)),
      positives: fc.array(fc.oneof(score, fc.constant(Number.NaN)), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  settings,
  slider: fc.constantFrom(...sliderNames),
  steps: fc.array(fc.integer({ min: -8, max: 12 }), { minLength: 1, maxLength: 12 }),
  noise: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 70, maxLength: 70 }),
  shuffled: fc.boolean(),
});

function materialOf(given: typeof sample extends fc.Arbitrary<infer S> ? S : never): DecisionMaterial {
  // Candidates that came with the data are in any order, and may have no score.
  const rows = given.shuffled
    ? given.rows.map((row, i) => ({
        ...row,
        candidates: row.candidates
          .map((s, c) => (given.noise[i * 9 + c] === 3 ? Number.NaN : s))
          .toReversed(),
      }))
    : given.rows;
  const pool = poolOf(rows);
  const hash = (_: unknown, i: number): number => i * 7919;
  return {
    pool,
    idHashes: {
      queries: Float64Array.from({ length: rows.length }, hash),
      documents: Float64Array.from({ length: 1000 }, hash),
    },
    positiveCosines: Float32Array.from(pool.scores, (_, i) => (given.noise[i % 70] === 0 ? 0.6 : 0.1)),
  };
}

/** A frame of pairs about which nothing is known yet. */
function bareFrame(pairs: FramePairs): LabelledFrame {
  const size = pairs.entry.length;
  return {
    ...pairs,
    stratum: new Int32Array(size),
    strata: 1,
    cluster: pairs.row,
    clusters: 5,
    judgeProbability: new Float64Array(size),
    answer: new Uint8Array(size),
    humanProbability: new Float64Array(size).fill(0.5),
    label: Uint8Array.from({ length: size }, (_, i) => (pairs.rank[i] ?? 0) % 3),
  };
}

describe('the frame of a grid', () => {
  it('selects at each of its settings what mining selects there, and has the naive baseline', () => {
    let severalParts = 0;
    fc.assert(
      fc.property(sample, (given) => {
        const material = materialOf(given);
        const { pool } = material;
        const step = given.slider === 'shifted' ? 1 : 0.125;
        const grid = looseningGrid(
          given.slider,
          Float64Array.from(new Set(given.steps.map((n) => n * step))).toSorted(),
        );
        const pairs = framePairs(material, given.settings, grid);
        const frame = bareFrame(pairs);
        if (pairs.parts !== null) severalParts += 1;
        const naive = decidePool(
          material,
          MiningSettings.parse({ numNegatives: given.settings.numNegatives }),
        );
        const baseline = pairsOf(naive);
        const everSelected = new Set<string>();
        for (const [place, value] of grid.values.entries()) {
          const decided = decidePool(material, withSlider(given.settings, given.slider, value));
          const selected = pairsOf(decided);
          for (const pair of selected) everSelected.add(pair);
          expect(selectedAt(frame, pairs, place, 'selected', 1)).toEqual([...selected].toSorted());
          expect(selectedAt(frame, pairs, place, 'removed', 1)).toEqual(
            [...baseline].filter((pair) => !selected.has(pair)).toSorted(),
          );
          expect(selectedAt(frame, pairs, place, 'removed', 2)).toEqual(
            [...baseline].filter((pair) => selected.has(pair)).toSorted(),
          );
          expect((pairs.starved[place] ?? 0) * decided.units.count).toBeCloseTo(
            decided.selectedCounts.filter((count) => count === 0).length,
          );
        }
        const inFrame = new Set(Array.from(pairs.row, (row, i) => `${row} ${(pairs.rank[i] ?? 0) - 1}`));
        expect([...inFrame].toSorted()).toEqual([...new Set([...everSelected, ...baseline])].toSorted());
        expect(pairs.parts?.pairs ?? pairs.row.length).toBe(inFrame.size);
        const prepared = prepareFrame(frame);
        for (const kind of ['selected', 'removed'] as const) {
          for (const [place, sums] of sumsOverGrid(prepared, kind).entries())
            expect([...sums]).toEqual([...sumsAtSetting(prepared, kind, place)]);
        }
        expect(pool.poolSize).toBeGreaterThan(0);
      }),
      { numRuns: 800 },
    );
    expect(severalParts).toBeGreaterThan(0);
  });
});

function pairsOf({ pool, units, selected, settings: { numNegatives } }: ReturnType<typeof decidePool>) {
  const own = new Set<string>();
  for (let unit = 0; unit < units.count; unit++) {
    for (const column of selected.subarray(unit * numNegatives, (unit + 1) * numNegatives))
      if (column >= 0) own.add(`${units.rows[unit]} ${column}`);
  }
  expect(pool.counts.length).toBeGreaterThan(0);
  return own;
}

/** Pairs of a region, each as often as the frame counts it. */
function selectedAt(
  frame: LabelledFrame,
  { row, rank }: FramePairs,
  place: number,
  kind: 'selected' | 'removed',
  region: number,
): readonly string[] {
  return Array.from(row.keys())
    .filter((i) => regionOf(frame, kind, i, place) === region)
    .map((i) => `${row[i]} ${(rank[i] ?? 0) - 1}`)
    .toSorted();
}
