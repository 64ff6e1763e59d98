import { expect, test } from 'vitest';
import { axisHeight, binText, type ChartModel } from './chart-model.ts';
import { chartCsv, chartTable } from './chart-table.ts';
import { drawSeries } from './draw-series.ts';
import type { Palette } from './palette.ts';
import { looks } from './series-looks.ts';

/** Nothing was selected (a filter that no query passes); candidates fill one of two bins. */
const model: ChartModel = {
  title: 'Scores',
  sentence: '',
  n: 'n = 0 selected',
  xName: 'score',
  x: Float64Array.of(0, 1, 2),
  isBinned: true,
  formatX: String,
  maxShare: null,
  series: [
    { look: looks.naive, counts: [0, 0], whole: 0 },
    { look: looks.positives, counts: [3, 0], whole: [4, 0] },
  ],
};

const palette: Palette = {
  text: '#000',
  secondary: '#000',
  border: '#000',
  surface: '#fff',
  positive: '#000',
  kept: '#000',
  candidates: '#000',
  selected: '#000',
  dropped: '#000',
  suspect: '#000',
  accent: '#000',
  font: 'sans-serif',
};

test('a share of nothing is a dash in the table and an empty cell in the file', () => {
  expect(chartTable(model).rows).toEqual([
    ['0', '1', '0 (–)', '3 (75.0 %)'],
    ['1', '2', '0 (–)', '0 (–)'],
  ]);
  expect(chartCsv(model, []).split('\n').slice(2, 4)).toEqual(['0,1,0,,3,75', '1,2,0,,0,']);
  expect(axisHeight(model)).toBe(90);
});

test('and no line on the canvas', () => {
  const drawn: string[] = [];
  const record =
    (name: string) =>
    (...places: number[]): void => {
      drawn.push([name, ...places].join(' '));
    };
  const pen = Object.assign(Object.create(null), {
    clearRect() {},
    beginPath() {},
    setLineDash() {},
    moveTo: record('move'),
    lineTo: record('line'),
    stroke: record('stroke'),
  });
  drawSeries(pen, model, { widthPx: 254, heightPx: 111, top: 81 }, palette);
  expect(drawn).toEqual(['stroke', 'move 44 14', 'line 144 14', 'stroke']);
});

test('a bin of ranks is said by the ranks that lie in it', () => {
  const ranks: ChartModel = { ...model, x: Float64Array.of(1, 2, 5), isWhole: true };
  expect([0, 1].map((bin) => binText(ranks, bin))).toEqual(['1', '2 to 4']);
  expect(chartTable(ranks).rows.map((cells) => cells.slice(0, 2))).toEqual([
    ['1', '1'],
    ['2', '4'],
  ]);
  expect(binText(model, 1)).toBe('1 to 2');
});
