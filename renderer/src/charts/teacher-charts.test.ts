import { expect, it } from 'vitest';
import { chartCsv, chartTable } from './chart-table.ts';
import { savedScatter } from './scatter-chart.ts';
import { teacherModel } from './teacher-model.ts';

it('gives a teacher’s scores as shares of their own: in the table and in the file', () => {
  const model = teacherModel('words', {
    queries: 3,
    queriesTotal: 3,
    histogram: { edges: [0, 0.5, 1], series: { positives: [1, 3], candidates: [0, 0] } },
    positives: { scored: 4, unscored: 0, mean: 0.7 },
    random: { scored: 0, unscored: 0, mean: null },
    separation: null,
    outsidePool: { count: 0, of: 4, poolSize: 10 },
  });
  expect(chartTable(model)).toEqual({
    head: ['score from', 'to', 'random documents', 'positives'],
    rows: [
      ['0.0', '0.5', '0 (–)', '1 (25.0 %)'],
      ['0.5', '1.0', '0 (–)', '3 (75.0 %)'],
    ],
  });
  expect(chartCsv(model, [model.n]).split('\n')).toEqual([
    '# Scores of words',
    '# n = 4 positives, 0 random documents',
    'score from,to,random documents,random documents %,positives,positives %',
    '0,0.5,0,,1,25',
    '0.5,1,0,,3,75',
    '',
  ]);
});

it('writes the edges of bins below each other with as many places as tell them apart', () => {
  const edges = Array.from({ length: 4 }, (_, at) => -0.0654577 + at * 0.0266774);
  const model = teacherModel('words', {
    queries: 3,
    queriesTotal: 3,
    histogram: { edges, series: { positives: [1, 0, 0], candidates: [1, 0, 0] } },
    positives: { scored: 1, unscored: 0, mean: 0.7 },
    random: { scored: 1, unscored: 0, mean: null },
    separation: null,
    outsidePool: { count: 0, of: 1, poolSize: 10 },
  });
  expect(chartTable(model).rows.map(([from, to]) => [from, to])).toEqual([
    ['−0.0655', '−0.0388'],
    ['−0.0388', '−0.0121'],
    ['−0.0121', '0.0146'],
  ]);
});

it('writes the pairs of two teachers with their ids, whatever the names hold', () => {
  const pair = { query: 0, query_id: 'q"1', document: 5, document_id: 'd,5', first: 0.5, second: -2 };
  const chart = savedScatter('Their scores.', ['a,b', 'c\nd'], {
    queries: 1,
    pairs: [{ ...pair, kind: 'positive' }],
    unscored: 0,
    spearman: null,
  });
  expect(chart.csv(['n = 1 pair'])).toBe(
    '# Scores of a,b and c d\n# n = 1 pair\nquery_id,document_id,kind,"score of a,b","score of c\nd"\n"q""1","d,5",positive,0.5,-2\n',
  );
});
