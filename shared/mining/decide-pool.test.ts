import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MiningSettings } from '../domain/mining-settings.ts';
import { poolOf, type PoolRow } from '../testing/pool-of.ts';
import { decidePool } from './decide-pool.ts';
import { minedQuery } from './mined-query.ts';
import { noShortPools } from '../domain/report.ts';
import { miningReport } from './mining-report.ts';

const settingsOf = (values: Partial<MiningSettings>): MiningSettings => MiningSettings.parse(values);

/** Candidates and settings on one coarse grid, so that thresholds fall on, just below and just above scores. */
const grid = fc.integer({ min: -4, max: 4 }).map((n) => n / 4);
const nudged = fc
  .tuple(grid, fc.constantFrom(-Number.EPSILON, 0, Number.EPSILON))
  .map(([value, step]) => value + step * Math.abs(value));
const row: fc.Arbitrary<PoolRow> = fc.record({
  candidates: fc.array(grid, { maxLength: 7 }).map((scores) => scores.toSorted((a, b) => b - a)),
  positives: fc.array(fc.oneof(grid, fc.constant(Number.NaN)), { minLength: 1, maxLength: 3 }),
});
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);
const settings = fc.record({
  shift: maybe(fc.integer({ min: 0, max: 5 })),
  rangeMax: maybe(fc.integer({ min: 1, max: 6 })),
  maxScore: maybe(nudged),
  absoluteMargin: maybe(nudged),
  perc: maybe(fc.constantFrom(0, 0.25, 0.5, 0.75, 1)),
  minScore: maybe(nudged),
  anchor: fc.constantFrom('min' as const, 'max' as const, 'mean' as const, 'each' as const),
  numNegatives: fc.integer({ min: 1, max: 5 }),
});

/** The rules of `cli.md`, word for word, with an object for everything. */
function bruteForce(rows: readonly PoolRow[], s: MiningSettings) {
  return rows.flatMap(({ candidates, positives }) => {
    const scored = positives.filter((score) => !Number.isNaN(score));
    const one = {
      min: scored.length > 0 ? Math.min(...scored) : null,
      max: scored.length > 0 ? Math.max(...scored) : null,
      mean: scored.length > 0 ? scored.reduce((sum, x) => sum + x, 0) / scored.length : null,
    };
    const anchors =
      s.anchor === 'each' ? positives.map((p) => (Number.isNaN(p) ? null : p)) : [one[s.anchor]];
    return anchors.map((p) => {
      const verdicts = candidates.map((score, i) => {
        const failed: string[] = [];
        if (s.shift !== null && i + 1 <= s.shift) failed.push('shifted');
        if (s.rangeMax !== null && i + 1 > s.rangeMax) failed.push('range-max');
        if (s.maxScore !== null && score >= s.maxScore) failed.push('abs');
        if (p !== null && s.absoluteMargin !== null && score >= p - s.absoluteMargin)
          failed.push('margin-pos');
        if (p !== null && s.perc !== null && score >= p - Math.abs(p) * (1 - s.perc)) failed.push('perc-pos');
        if (s.minScore !== null && score < s.minScore) failed.push('min-score');
        if (p === null && (s.absoluteMargin !== null || s.perc !== null)) failed.push('no-anchor');
        return {
          rank: i + 1,
          failed,
          suspect: one.min !== null && score >= one.min - Math.abs(one.min) * (1 - 0.95),
        };
      });
      const selected = verdicts.filter(({ failed }) => failed.length === 0).slice(0, s.numNegatives);
      return { anchor: p, verdicts, selected: selected.map(({ rank }) => rank) };
    });
  });
}

describe('a decided pool', () => {
  it('equals brute force, with ties, negative scores, several positives and thresholds on and beside the scores', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), settings, (rows, values) => {
        const parsed = settingsOf(values);
        const pool = poolOf(rows);
        const decided = decidePool({ pool }, parsed);
        const units = rows.flatMap((_, r) => minedQuery(decided, r).units);
        const expected = bruteForce(rows, parsed);
        expect(
          units.map((unit) => ({
            anchor: unit.anchorScore,
            verdicts: unit.candidates.map(({ rank, failed, suspect }) => ({
              rank,
              failed: failed.map(({ rule }) => rule),
              suspect,
            })),
            selected: unit.candidates.filter(({ selected }) => selected).map(({ rank }) => rank),
          })),
        ).toEqual(expected);

        const report = miningReport(decided, { excluded: {}, shortPools: noShortPools });
        const verdicts = expected.flatMap((unit) => unit.verdicts);
        expect(report).toMatchObject({
          queries: rows.length,
          units: expected.length,
          starved: expected.filter(({ selected }) => selected.length === 0).length,
          short: expected.filter(
            ({ selected }) => selected.length > 0 && selected.length < parsed.numNegatives,
          ).length,
          missing: expected.reduce((sum, { selected }) => sum + parsed.numNegatives - selected.length, 0),
          candidates: verdicts.length,
          kept: verdicts.filter(({ failed }) => failed.length === 0).length,
          selected: expected.flatMap(({ selected }) => selected).length,
          suspects: { candidates: verdicts.filter(({ suspect }) => suspect).length },
        });
        for (const [rule, counts] of Object.entries(report.failed)) {
          const failed = verdicts.filter((verdict) => verdict.failed.includes(rule));
          expect(counts).toEqual({
            any: failed.length,
            only: failed.filter((v) => v.failed.length === 1).length,
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never keeps more under a stricter rule', () => {
    const stricter = (a: number | null, b: number | null, larger: boolean): boolean =>
      a === null || (b !== null && (larger ? b >= a : b <= a));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), settings, settings, (rows, first, second) => {
        const one = settingsOf(first);
        const two = settingsOf({ ...second, anchor: one.anchor });
        fc.pre(
          stricter(one.shift, two.shift, true) &&
            stricter(one.rangeMax, two.rangeMax, false) &&
            stricter(one.maxScore, two.maxScore, false) &&
            stricter(one.absoluteMargin, two.absoluteMargin, true) &&
            stricter(one.perc, two.perc, false) &&
            stricter(one.minScore, two.minScore, true),
        );
        const pool = poolOf(rows);
        const loose = decidePool({ pool }, one);
        const strict = decidePool({ pool }, two);
        for (const [unit, kept] of strict.keptCounts.entries())
          expect(kept).toBeLessThanOrEqual(loose.keptCounts[unit] ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it('says the threshold and the anchor of each unit, and the report its summaries', () => {
    const pool = poolOf([
      { candidates: [0.75, 0.5, 0.25, 0], positives: [0.5, Number.NaN, 1] },
      { candidates: [0.5], positives: [Number.NaN] },
      { candidates: [], positives: [0.25] },
    ]);
    const decided = decidePool(
      { pool },
      settingsOf({ absoluteMargin: 0.25, maxScore: 0.5, anchor: 'each', numNegatives: 2 }),
    );
    expect([...decided.units.rows]).toEqual([0, 0, 0, 1, 2]);
    expect([...decided.units.anchorScores]).toEqual([0.5, Number.NaN, 1, Number.NaN, 0.25]);
    expect([...decided.thresholds]).toEqual([0.25, 0.5, 0.5, 0.5, 0]);
    expect([...decided.selected]).toEqual([3, -1, -1, -1, 2, 3, -1, -1, -1, -1]);
    expect(
      miningReport(decided, { excluded: { positive: 5 }, shortPools: { queries: 2, missing: 3 } }),
    ).toMatchObject({
      queries: 3,
      units: 5,
      starved: 3,
      short: 1,
      missing: 7,
      candidates: 13,
      excluded: { positive: 5 },
      short_pools: { queries: 2, missing: 3 },
      failed: {
        abs: { any: 7, only: 1 },
        'margin-pos': { any: 4, only: 1 },
        'no-anchor': { any: 5, only: 2 },
      },
      scores: {
        positive: { n: 3, min: 0.25, p50: 0.5, max: 1 },
        selected: { n: 3, mean: 0.25 / 3 },
        difference: { n: 3, min: 0.5, p50: 0.75, max: 1 },
      },
    });
  });

  it('refuses near-duplicate for a teacher without vectors, and reads cosines where there are some', () => {
    const pool = poolOf([{ candidates: [0.9, 0.8], positives: [1] }]);
    expect(() => decidePool({ pool }, settingsOf({ nearDuplicate: 0.95 }))).toThrow(/teacher with vectors/);
    const decided = decidePool(
      { pool, positiveCosines: Float32Array.of(0.97, 0.3) },
      settingsOf({ nearDuplicate: 0.95 }),
    );
    expect([...decided.selected]).toEqual([1, -1, -1, -1]);
  });
});
