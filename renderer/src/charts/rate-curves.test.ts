import { expect, test } from 'vitest';
import type { RateRow, RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import { bandRuns } from './band-series.ts';
import { chartCsv, chartTable } from './chart-table.ts';
import type { ChartModel } from './chart-model.ts';
import { headlineRate } from '../../../shared/rates/headline-rate.ts';
import { rateCurves } from './rate-curves.ts';
import { looks } from './series-looks.ts';

const grid = Float64Array.of(0.8, 0.9, 1, 1.1);

function rate(estimate: number | null): RatesBySource['corrected'] {
  return {
    estimate,
    low: estimate === null ? null : estimate - 0.02,
    high: estimate === null ? null : estimate + 0.02,
    n_judged: 100,
    n_human: 40,
    effective_n: 30,
    method: estimate === null ? 'none' : 'two-phase',
  };
}

function rates(corrected: number | null, human: number | null, judge: number | null): RatesBySource {
  return {
    corrected: rate(corrected),
    human: rate(human),
    judge: rate(judge),
    rogan_gladen: rate(null),
  };
}

function row(value: number, selected: RatesBySource): RateRow {
  const nothing = rates(null, null, null);
  return {
    value,
    pairs: 10,
    effective_labels: 5,
    starved: 0,
    outcome_rates: {},
    selected,
    removed: nothing,
    lost: nothing,
  };
}

const rows = [
  row(0.8, rates(0.1, 0.12, 0.3)),
  row(0.9, rates(null, 0.2, null)),
  row(1.1, rates(null, null, 0.4)),
];

test('people alone stand in where no judge answered, and nothing where nobody labelled', () => {
  expect(headlineRate(rates(0.1, 0.12, 0.3)).source).toBe('corrected');
  expect(headlineRate(rates(null, 0.2, null))).toMatchObject({ source: 'human', rate: { estimate: 0.2 } });
  expect(headlineRate(rates(null, null, 0.4))).toMatchObject({
    source: 'corrected',
    rate: { estimate: null },
  });
});

test('a curve has a gap where there is no rate or no row', () => {
  const curves = rateCurves(rows, grid);
  expect([...curves.estimate]).toEqual([0.1, 0.2, Number.NaN, Number.NaN]);
  expect([...curves.judge]).toEqual([0.3, Number.NaN, Number.NaN, 0.4]);
  const band = { look: looks.correctedBand, low: curves.low, high: curves.high };
  expect(bandRuns(band, grid).map((run) => run.map(([x]) => x))).toEqual([[0.8, 0.9]]);
  const broken = {
    ...band,
    low: Float64Array.of(0, NaN, 0, 0),
    high: Float64Array.of(0.1, 0.1, 0.1, 0.1),
  };
  expect(bandRuns(broken, grid).map((run) => run.length)).toEqual([1, 2]);
});

test('tables and files show a dash or an empty cell where there is no rate, never NaN or 0', () => {
  const curves = rateCurves(rows, grid);
  const model: ChartModel = {
    title: 'Rates',
    sentence: '',
    n: '',
    xName: 'x',
    x: grid,
    isBinned: false,
    formatX: String,
    maxShare: 100,
    series: [{ look: looks.corrected, counts: curves.estimate, whole: 1, isShare: true }],
    bands: [{ look: looks.correctedBand, low: curves.low, high: curves.high }],
  };
  expect(chartTable(model)).toEqual({
    head: ['x', 'false negatives', '95 % pointwise'],
    rows: [
      ['0.8', '10.0 %', '8.0 % to 12.0 %'],
      ['0.9', '20.0 %', '18.0 % to 22.0 %'],
      ['1', '–', '– to –'],
      ['1.1', '–', '– to –'],
    ],
  });
  expect(chartCsv(model, []).split('\n').slice(1)).toEqual([
    'x,false negatives %,95 % pointwise low %,95 % pointwise high %',
    '0.8,10,8,12',
    '0.9,20,18,22',
    '1,,,',
    '1.1,,,',
    '',
  ]);
});
