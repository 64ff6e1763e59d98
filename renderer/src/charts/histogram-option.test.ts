import { expect, test } from 'vitest';
import { histogramOption } from './histogram-option.ts';
import { histogramRows, seriesLooks } from './histogram-series.ts';
import type { Palette } from './palette.ts';

const histogram = {
  edges: [0, 0.5, 1],
  series: { positives: [1, 3], candidates: [60, 20], selected: [0, 0], kept: [9, 9] },
};
const palette: Palette = {
  text: 'black',
  secondary: 'grey',
  border: 'silver',
  surface: 'white',
  positive: 'green',
  kept: 'grey',
  candidates: 'lightgrey',
  selected: 'blue',
  dropped: 'orange',
  suspect: 'red',
  accent: 'navy',
  font: 'sans-serif',
};

test('draws each series as its own share, the last step to the right end', () => {
  const series = [histogramOption(histogram, palette).series].flat();
  expect(series.map((one) => [one?.name, one?.data])).toEqual([
    [
      'candidates',
      [
        [0, 75],
        [0.5, 25],
        [1, 25],
      ],
    ],
    [
      'selected',
      [
        [0, 0],
        [0.5, 0],
        [1, 0],
      ],
    ],
    [
      'positives',
      [
        [0, 25],
        [0.5, 75],
        [1, 75],
      ],
    ],
  ]);
});

test('no two series look alike without colour', () => {
  const filled = seriesLooks.filter(({ shape }) => shape === 'filled');
  expect(seriesLooks.length - filled.length).toBe(1);
});

test('tells a bin’s counts as plain text', () => {
  const { tooltip } = histogramOption(histogram, palette);
  const formatter = Array.isArray(tooltip) ? undefined : tooltip?.formatter;
  const text = typeof formatter === 'function' ? Reflect.apply(formatter, null, [[{ dataIndex: 1 }]]) : '';
  expect(text).toBe('0.500 to 1.000\ncandidates  20  (25.0 %)\nselected  0  (–)\npositives  3  (75.0 %)');
});

test('has a table twin', () => {
  expect(histogramRows(histogram)).toEqual([
    { from: 0, to: 0.5, counts: [60, 0, 1] },
    { from: 0.5, to: 1, counts: [20, 0, 3] },
  ]);
});
