import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../domain/mining-settings.ts';
import { noShortPools } from '../domain/report.ts';
import { infoNce } from '../loss/info-nce.ts';
import { decidePool } from '../mining/decide-pool.ts';
import { miningReport } from '../mining/mining-report.ts';
import { binOf } from '../statistics/histogram.ts';
import { aimLine, entryLine, gridEntry, looseningGrid } from './grid-entry.ts';
import { materialRows } from './material-rows.ts';
import { cellDifference, gridPlace } from './refine-tables.ts';
import { criticalValue, sliderBound, sliderNames, withSlider } from './slider.ts';
import { tabulatePool } from './tabulate-pool.ts';
import type { CandidateFate } from './candidate-fate.ts';
import { isInside, noFilter } from './tune-request.ts';
import { addSums, sumsAtPlace } from './tune-sums.ts';
import { poolHistograms } from './testing/pool-histograms.ts';
import { prepare, sample, score, temperature } from './testing/tuning-sample.ts';
import { tuneTables, type TuneTables } from './tune-tables.ts';

function isOfFate(asked: CandidateFate | null, failed: readonly string[], isSuspect: boolean): boolean {
  if (asked === null) return true;
  if (asked.kind === 'kept') return failed.length === 0;
  if (asked.kind === 'suspect') return isSuspect;
  return failed.includes(asked.rule) && (asked.kind === 'fails' || failed.length === 1);
}

/** Everything at one value, from decisions made there, candidate by candidate. */
function byHand({ material, request, frame }: ReturnType<typeof prepare>, value: number) {
  const setting = withSlider(request.settings, request.slider, value);
  const decided = decidePool(material, setting);
  const { pool, units } = decided;
  const { filter } = request;
  const fated = filter.fate === null ? null : decidePool(material, filter.fate.settings);
  const totals = { queries: 0, units: 0, candidates: 0, suspects: 0 };
  const counts = {
    kept: 0,
    selected: 0,
    starved: 0,
    short: 0,
    suspects: 0,
    judged: 0,
    annotated: 0,
    lossUnits: 0,
  };
  const sums = { score: 0, difference: 0, loss: 0, weight: 0, suspectWeight: 0, judgedWeight: 0 };
  const bins = {
    kept: [0, 0, 0, 0, 0, 0],
    selected: [0, 0, 0, 0, 0, 0],
    differences: [0, 0, 0, 0, 0, 0],
    losses: [0, 0, 0, 0, 0, 0],
    ranks: Array.from({ length: frame.rankBins }, () => 0),
  };
  const add = (series: number[], bin: number): void => void (series[bin] = (series[bin] ?? 0) + 1);
  for (let r = 0; r < pool.queries.length; r++) {
    const own = Array.from(
      { length: (units.offsets[r + 1] ?? 0) - (units.offsets[r] ?? 0) },
      (_, i) => i + (units.offsets[r] ?? 0),
    );
    const rulesFailed = (unit: number, column: number): readonly string[] =>
      ruleNames.filter((_, i) => (((fated?.failed[unit * pool.poolSize + column] ?? 0) >> i) & 1) === 1);
    const shown = (unit: number, column: number): boolean => {
      const s = pool.scores[r * pool.poolSize + column] ?? 0;
      return (
        (filter.score === null || isInside(filter.score, s)) &&
        (filter.rank === null || isInside(filter.rank, column + 1)) &&
        (filter.difference === null || isInside(filter.difference, (units.anchorScores[unit] ?? 0) - s)) &&
        isOfFate(filter.fate?.fate ?? null, rulesFailed(unit, column), s >= (decided.suspectBounds[r] ?? 0))
      );
    };
    const columns = Array.from({ length: pool.counts[r] ?? 0 }, (_, column) => column);
    const ranges = filter.score ?? filter.rank ?? filter.difference ?? filter.fate;
    if (filter.rows?.[r] === 0) continue;
    if (ranges !== null && !own.some((unit) => columns.some((column) => shown(unit, column)))) continue;
    totals.queries++;
    for (const unit of own) {
      totals.units++;
      const anchor = units.anchorScores[unit] ?? Number.NaN;
      const n = decided.selectedCounts[unit] ?? 0;
      if (n === 0) counts.starved++;
      else if (n < setting.numNegatives) counts.short++;
      const selected = [
        ...decided.selected.subarray(unit * setting.numNegatives, unit * setting.numNegatives + n),
      ];
      const scoreOf = (column: number): number => pool.scores[r * pool.poolSize + column] ?? 0;
      for (const column of columns.filter((c) => shown(unit, c))) {
        const s = scoreOf(column);
        const suspect = s >= (decided.suspectBounds[r] ?? 0);
        const label = material.labels?.[r * pool.poolSize + column] ?? 0;
        totals.candidates++;
        if (suspect) totals.suspects++;
        if (decided.failed[unit * pool.poolSize + column] === 0) {
          counts.kept++;
          if (!Number.isNaN(s)) add(bins.kept, binOf(frame.score, s));
        }
        if (!selected.includes(column)) continue;
        counts.selected++;
        if (suspect) counts.suspects++;
        if ((label & 1) !== 0) counts.judged++;
        if ((label & 2) !== 0) counts.annotated++;
        add(bins.ranks, column);
        if (Number.isNaN(s)) continue;
        sums.score += s;
        add(bins.selected, binOf(frame.score, s));
        if (Number.isNaN(anchor)) continue;
        sums.difference += anchor - s;
        add(bins.differences, binOf(frame.difference, anchor - s));
      }
      if (n === 0 || Number.isNaN(anchor) || selected.some((c) => Number.isNaN(scoreOf(c)))) continue;
      const unitLoss = { loss: 0, weight: 0 };
      infoNce(anchor, Float64Array.from(selected, scoreOf), n, temperature, unitLoss);
      counts.lossUnits++;
      sums.loss += unitLoss.loss;
      sums.weight += unitLoss.weight;
      add(bins.losses, binOf(frame.loss, unitLoss.loss));
      for (const column of selected) {
        const weight = Math.exp((scoreOf(column) - anchor) / temperature - unitLoss.loss);
        if (scoreOf(column) >= (decided.suspectBounds[r] ?? 0)) sums.suspectWeight += weight;
        if (((material.labels?.[r * pool.poolSize + column] ?? 0) & 1) !== 0) sums.judgedWeight += weight;
      }
    }
  }
  return { decided, totals, counts, sums, bins };
}

/** The tables' numbers at place i, in the form of `byHand`. */
function at(tables: TuneTables, i: number) {
  const { counts, sums } = tables;
  const slice = (values: Int32Array, bins: number): number[] => [
    ...values.subarray(i * bins, (i + 1) * bins),
  ];
  const pick = <K extends string>(from: Readonly<Record<K, Int32Array | Float64Array>>, ...names: K[]) =>
    Object.fromEntries(names.map((name) => [name, from[name][i]]));
  return {
    totals: tables.totals,
    counts: pick(
      counts,
      'kept',
      'selected',
      'starved',
      'short',
      'suspects',
      'judged',
      'annotated',
      'lossUnits',
    ),
    sums: pick(sums, 'score', 'difference', 'loss', 'weight', 'suspectWeight', 'judgedWeight'),
    bins: {
      kept: slice(tables.scores.kept, 6),
      selected: slice(tables.scores.selected, 6),
      differences: slice(tables.differences.selected, 6),
      losses: slice(tables.losses.units, 6),
      ranks: slice(tables.ranks.selected, tables.ranks.edges.length - 1),
    },
  };
}

/** Counts to the last one; sums up to the order in which they were added. */
function like({ totals, counts, bins, sums }: ReturnType<typeof byHand>) {
  const near = Object.entries(sums).map(([name, sum]): [string, unknown] => [name, expect.closeTo(sum, 9)]);
  return { totals, counts, bins, sums: Object.fromEntries(near) };
}

/** On, just below and just above every critical value, and between. */
function valuesBeside({ material, request }: ReturnType<typeof prepare>): number[] {
  const { pool } = material;
  const anchors = pool.positives.scores;
  const critical = [...pool.scores].flatMap((s, i) =>
    [...anchors.subarray(0, 3)].map((anchor) =>
      criticalValue(request.slider, anchor, request.slider === 'shifted' ? -(i % 9) : s),
    ),
  );
  return critical
    .filter((value) => Number.isFinite(value))
    .slice(0, 8)
    .flatMap((value) => [value, value * (1 - 2e-16), value * (1 + 3e-16)]);
}

describe('tables of a slider', () => {
  it('equal decisions made at each value of the grid: any method, rules, n, draw, anchor, filter, order of scores', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const prepared = prepare(given);
        const { material, request, frame } = prepared;
        const tables = tuneTables(tabulatePool(material, request, frame), request, frame);
        for (const [i, value] of request.grid.entries())
          expect(at(tables, i)).toEqual(like(byHand(prepared, value)));
      }),
      { numRuns: 1000 },
    );
  }, 120_000);

  it('equal the report and the histograms of the screen', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const { material, request: filtered, frame } = prepare({ ...given, shuffled: false });
        const request = { ...filtered, filter: noFilter };
        const tables = tuneTables(tabulatePool(material, request, frame), request, frame);
        for (const [i, value] of request.grid.entries()) {
          const decided = decidePool(material, withSlider(request.settings, request.slider, value));
          const report = miningReport(decided, { excluded: {}, shortPools: noShortPools });
          const { counts, failed, totals } = tables;
          expect({
            ...totals,
            suspects: { candidates: totals.suspects, selected: counts.suspects[i] },
            starved: counts.starved[i],
            short: counts.short[i],
            missing: counts.missing[i],
            kept: counts.kept[i],
            selected: counts.selected[i],
            failed: Object.fromEntries(
              Object.entries(failed).map(([rule, { any, only }]) => [rule, { any: any[i], only: only[i] }]),
            ),
          }).toMatchObject({
            queries: report.queries,
            units: report.units,
            candidates: report.candidates,
            suspects: { candidates: report.suspects.candidates, selected: report.suspects.selected },
            starved: report.starved,
            short: report.short,
            missing: report.missing,
            kept: report.kept,
            selected: report.selected,
            failed: report.failed,
          });
          const { scores, difference } = poolHistograms(decided, 6);
          expect({ edges: [...tables.scores.edges], positives: [...tables.scores.positives] }).toEqual({
            edges: scores.edges,
            positives: scores.series['positives'],
          });
          expect([...tables.scores.candidates]).toEqual(scores.series['candidates']);
          expect([...tables.scores.kept.subarray(i * 6, i * 6 + 6)]).toEqual(scores.series['kept']);
          expect([...tables.differences.candidates]).toEqual(difference.series['candidates']);
          expect([...tables.differences.selected.subarray(i * 6, i * 6 + 6)]).toEqual(
            difference.series['selected'],
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are refined to any value between: on, just below and just above each critical value', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const prepared = prepare(given);
        const { material, request, frame } = prepared;
        const sums = tabulatePool(material, request, frame);
        for (const value of valuesBeside(prepared)) {
          const { place } = gridPlace(request.slider, request.grid, value);
          if (place < 0 || place === request.grid.length - 1) continue;
          const refined = sumsAtPlace(sums, request.grid.length, frame, place);
          addSums(refined, cellDifference(material, request, frame, place, value));
          const one = { ...request, grid: Float64Array.of(value) };
          expect(at(tuneTables(refined, one, frame), 0)).toEqual(like(byHand(prepared, value)));
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('of parts of a pool add up', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 6 }), (given, cut) => {
        const { material, request, frame } = prepare(given);
        const rows = given.rows.length;
        const part = (from: number, to: number) => {
          const mask = request.filter.rows?.subarray(from, to) ?? null;
          return tabulatePool(
            materialRows(material, from, to),
            { ...request, filter: { ...request.filter, rows: mask } },
            frame,
          );
        };
        const sums = part(0, Math.min(cut, rows));
        addSums(sums, part(Math.min(cut, rows), rows));
        const whole = tabulatePool(material, request, frame);
        expect(sums.selectedScores).toEqual(whole.selectedScores);
        expect(sums.totals).toEqual(whole.totals);
      }),
      { numRuns: 100 },
    );
  });
});

/** The losses of all units at one value, ascending. */
function lossesAt({ material, request }: ReturnType<typeof prepare>, value: number): number[] {
  const { pool, units, selected, selectedCounts, settings } = decidePool(
    material,
    withSlider(request.settings, request.slider, value),
  );
  const found = { loss: 0, weight: 0 };
  return Array.from(units.anchorScores, (anchor, unit) => {
    const columns = selected.subarray(unit * settings.numNegatives).subarray(0, selectedCounts[unit]);
    const start = (units.rows[unit] ?? 0) * pool.poolSize;
    const scores = Float64Array.from(columns, (column) => pool.scores[start + column] ?? 0);
    infoNce(anchor, scores, scores.length, temperature, found);
    return scores.length === 0 ? Number.NaN : found.loss;
  })
    .filter((loss) => !Number.isNaN(loss))
    .toSorted((a, b) => a - b);
}

describe('the histogram of the loss', () => {
  it('has each loss in the bin of its own float64, also on an edge and a rounding beside it', () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(1 - 2 ** -53, 1, 1 + 2 ** -52), (given, beside) => {
        const prepared = prepare({ ...given, filter: { ...given.filter, rows: null } });
        const losses = [...prepared.request.grid].flatMap((value) => lossesAt(prepared, value));
        const distinct = [...new Set(losses.map((loss) => loss * beside))].filter((loss) => loss > 0);
        const edges = [0, ...distinct.toSorted((a, b) => a - b).slice(0, 5)];
        while (edges.length < 7) edges.push((edges.at(-1) ?? 0) + 1);
        const frame = { ...prepared.frame, loss: Float64Array.from(edges) };
        const request = { ...prepared.request, filter: noFilter };
        const tables = tuneTables(tabulatePool(prepared.material, request, frame), request, frame);
        for (const [i, value] of request.grid.entries()) {
          const bins = [0, 0, 0, 0, 0, 0];
          for (const loss of lossesAt(prepared, value))
            bins[binOf(frame.loss, loss)] = (bins[binOf(frame.loss, loss)] ?? 0) + 1;
          expect([...tables.losses.units.subarray(i * 6, i * 6 + 6)]).toEqual(bins);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('the place where a rule begins to keep a candidate', () => {
  it('is where its own comparison says, with anchors of 0 and thresholds a bit beside the critical value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sliderNames),
        score.map((s) => Math.fround(s)),
        score.map((s) => Math.fround(s)),
        (slider, anchor, measure) => {
          const r = criticalValue(slider, anchor, measure);
          const near = Number.isFinite(r) ? [r * (1 - 3e-16), r, r * (1 + 3e-16)] : [];
          const ascending = Float64Array.from(new Set([-3, ...near, 3])).toSorted();
          const grid = looseningGrid(slider, ascending);
          const line = entryLine(grid);
          aimLine(line, grid, anchor);
          const entry = gridEntry(line, measure);
          const kept = [...grid.values].map((value) => !(measure >= sliderBound(slider, anchor, value)));
          expect(kept).toEqual(kept.map((_, i) => i >= entry));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
