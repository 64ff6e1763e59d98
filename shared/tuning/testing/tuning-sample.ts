import fc from 'fast-check';
import { MiningSettings, ruleNames } from '../../domain/mining-settings.ts';
import { poolOf, type PoolRow } from '../../testing/pool-of.ts';
import type { CandidateFate } from '../candidate-fate.ts';
import { isPoolOrdered } from '../row-order.ts';
import { sliderNames } from '../slider.ts';
import { tuneExtent, tuneFrame, type TuneFrame } from '../tune-frame.ts';
import type { TuneMaterial, TuneRequest } from '../tune-request.ts';

export const temperature = 0.5;
export const score = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((n) => n / 4),
  fc.float({ min: -2, max: 2, noNaN: true }),
);
const row: fc.Arbitrary<PoolRow> = fc.record({
  candidates: fc.array(score, { maxLength: 9 }).map((scores) => scores.toSorted((a, b) => b - a)),
  positives: fc.array(fc.oneof(score, fc.constant(Number.NaN)), { minLength: 1, maxLength: 3 }),
});
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1 });
const settings = fc
  .record({
    shift: maybe(fc.integer({ min: 0, max: 5 })),
    rangeMax: maybe(fc.integer({ min: 1, max: 8 })),
    maxScore: maybe(score),
    absoluteMargin: maybe(score),
    perc: maybe(fc.constantFrom(0, 0.25, 0.9, 1)),
    minScore: maybe(score),
    nearDuplicate: maybe(fc.constant(0.5)),
    anchor: fc.constantFrom('min' as const, 'max' as const, 'mean' as const, 'each' as const),
    numNegatives: fc.integer({ min: 1, max: 5 }),
    select: fc.constantFrom(
      'top' as const,
      'top' as const,
      'softmax' as const,
      'uniform' as const,
      'top1-softmax' as const,
    ),
    fromTop: fc.integer({ min: 1, max: 7 }),
    temperature: fc.constantFrom(0.02, 1, 1e-320),
    seed: fc.integer({ min: 0, max: 5 }),
  })
  .map((values) => MiningSettings.parse(values));
const range = fc
  .tuple(score, score, fc.boolean())
  .map(([a, b, closed]) => ({ from: Math.min(a, b), to: Math.max(a, b), closed }));
const fate: fc.Arbitrary<CandidateFate> = fc.oneof(
  fc.constantFrom<CandidateFate>({ kind: 'kept' }, { kind: 'suspect' }),
  fc.record({
    kind: fc.constantFrom('fails' as const, 'fails-only' as const),
    rule: fc.constantFrom(...ruleNames),
  }),
);
/** Any pool, setting, slider, grid and filter: ties, several positives, negative and missing scores. */
export const sample = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 6 }),
  settings,
  slider: fc.constantFrom(...sliderNames),
  steps: fc.array(fc.integer({ min: -8, max: 12 }), { minLength: 1, maxLength: 12 }),
  uneven: fc.boolean(),
  noise: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 70, maxLength: 70 }),
  filter: fc.record({
    score: maybe(range),
    difference: maybe(range),
    rank: maybe(fc.constant({ from: 2, to: 5, closed: false })),
    rows: maybe(fc.constant(Uint8Array.of(1, 0, 1, 1, 0, 1))),
    fate: maybe(fc.record({ fate, settings })),
  }),
  shuffled: fc.boolean(),
  labelled: fc.boolean(),
});
type Sample = typeof sample extends fc.Arbitrary<infer S> ? S : never;

/** What counting takes, of a sample. */
export function prepare(given: Sample): { material: TuneMaterial; request: TuneRequest; frame: TuneFrame } {
  // Candidates that came with the data are in any order, and may have no score.
  const rows = given.shuffled
    ? given.rows.map((r, i) => ({
        ...r,
        candidates: r.candidates.map((s, c) => (given.noise[i * 9 + c] === 3 ? Number.NaN : s)).toReversed(),
      }))
    : given.rows;
  const pool = poolOf(rows);
  const hash = (_: unknown, i: number): number => i * 7919;
  const material: TuneMaterial = {
    pool,
    idHashes: {
      queries: Float64Array.from({ length: rows.length }, hash),
      documents: Float64Array.from({ length: 1000 }, hash),
    },
    positiveCosines: Float32Array.from(pool.scores, (_, i) => (given.noise[i % 70] === 0 ? 0.6 : 0.1)),
    labels: given.labelled ? Uint8Array.from(pool.scores, (_, i) => given.noise[(i * 3) % 70] ?? 0) : null,
    ordered: isPoolOrdered(pool),
  };
  const step = given.slider === 'shifted' ? 1 : 0.125;
  const regular = Float64Array.from(
    { length: 17 },
    (_, i) => (i - (given.slider === 'shifted' ? 2 : 4)) * step,
  );
  const grid = given.uneven
    ? Float64Array.from(new Set(given.steps.map((n) => n * step))).toSorted()
    : regular;
  const fated = given.filter.fate;
  // A unit is one of the view's: the fate's setting has its anchor.
  const own = fated && { ...fated, settings: { ...fated.settings, anchor: given.settings.anchor } };
  const filter = { ...given.filter, fate: own };
  const request = { settings: given.settings, slider: given.slider, grid, temperature, filter };
  return {
    material,
    request,
    frame: tuneFrame(tuneExtent(pool, given.settings, temperature), 6, pool.poolSize),
  };
}
