import { expect, test } from 'vitest';
import type { ExportFormat } from '../../../../shared/ipc/run-calls.ts';
import type { ExportNegative, ExportQuery, ExportRun, ExportUnit, ScoredDocument } from '../export-query.ts';
import type { FormatOptions } from './line-format.ts';
import { lineFormats } from './line-formats.ts';

const run: ExportRun = { split: 'train', numNegatives: 2, each: false, isScored: true };

const positive = (id: string, score: number | null): ScoredDocument => ({
  document: { id, title: `T ${id}`, text: `text ${id}` },
  score,
});
const negative = (id: string, score: number, rank: number): ExportNegative => ({
  document: { id, title: '', text: `text ${id}` },
  score,
  rank,
});
const unit = (
  positives: readonly ScoredDocument[],
  negatives: readonly ExportNegative[],
  more: Partial<ExportUnit> = {},
): ExportUnit => ({
  positives,
  negatives,
  anchorScore: 0.75,
  threshold: 0.7125,
  shortBy: 2 - negatives.length,
  candidates: [],
  ...more,
});

const p = [positive('p1', 0.75), positive('p2', null)];
const n = [negative('n1', 0.5, 2), negative('n2', 0.25, 3)];
const full: ExportQuery = {
  id: 'q1',
  otherIds: ['q1b'],
  text: 'what\u2028is "it"?',
  positives: p,
  units: [unit(p, n)],
};
const short: ExportQuery = { ...full, id: 'q2', otherIds: [], units: [unit(p, n.slice(0, 1))] };
const starved: ExportQuery = { ...full, id: 'q3', otherIds: [], units: [unit(p, [])] };

function written(
  format: Exclude<ExportFormat, 'beir'>,
  query: ExportQuery,
  options: Partial<FormatOptions> = {},
  about: ExportRun = run,
) {
  const { lines, ...left } = lineFormats[format].write(query, about, {
    candidates: false,
    scores: undefined,
    ...options,
  });
  return { text: lines.join(''), left };
}

test('negscope: ids, the unscored positive as null, the other ids, the threshold', () => {
  expect(written('negscope', full).text).toBe(
    '{"query_id":"q1","query_ids":["q1b"],"positives":[{"document_id":"p1","score":0.75},{"document_id":"p2","score":null}],"anchor_score":0.75,"threshold":0.7125,"negatives":[{"document_id":"n1","score":0.5,"rank":2},{"document_id":"n2","score":0.25,"rank":3}],"short_by":0}\n',
  );
  expect(written('negscope', starved).text).toContain('"negatives":[],"short_by":2}');
});

test('negscope with the pool: every candidate with its verdict and all rules it failed', () => {
  const candidates = [
    {
      ...negative('n0', 0.9, 1),
      failed: ['shifted', 'perc-pos'] as const,
      selected: false,
      knownNegative: true,
    },
    { ...negative('n1', 0.5, 2), failed: [], selected: true, knownNegative: false },
  ];
  const query = { ...full, units: [unit(p, n.slice(0, 1), { candidates })] };
  expect(JSON.parse(written('negscope', query, { candidates: true }).text).candidates).toEqual([
    {
      document_id: 'n0',
      score: 0.9,
      rank: 1,
      verdict: 'dropped',
      failed: ['shifted', 'perc-pos'],
      selected: false,
      known_negative: true,
    },
    { document_id: 'n1', score: 0.5, rank: 2, verdict: 'kept', failed: [], selected: true },
  ]);
});

test('negscope with anchor each: a block for every positive, their union on top, no bound of its own', () => {
  const query: ExportQuery = {
    ...short,
    units: [unit(p.slice(0, 1), n.slice(1)), unit(p.slice(1), n, { anchorScore: null, threshold: null })],
  };
  expect(JSON.parse(written('negscope', query, {}, { ...run, each: true }).text)).toEqual({
    query_id: 'q2',
    positives: [
      { document_id: 'p1', score: 0.75 },
      { document_id: 'p2', score: null },
    ],
    anchor_score: null,
    threshold: null,
    negatives: [
      { document_id: 'n1', score: 0.5, rank: 2 },
      { document_id: 'n2', score: 0.25, rank: 3 },
    ],
    short_by: 1,
    per_positive: [
      {
        document_id: 'p1',
        anchor_score: 0.75,
        threshold: 0.7125,
        negatives: [{ document_id: 'n2', score: 0.25, rank: 3 }],
        short_by: 1,
      },
      {
        document_id: 'p2',
        anchor_score: null,
        threshold: null,
        negatives: [
          { document_id: 'n1', score: 0.5, rank: 2 },
          { document_id: 'n2', score: 0.25, rank: 3 },
        ],
        short_by: 0,
      },
    ],
  });
});

test('st-triplet: a row for each positive and negative, scores of both', () => {
  expect(written('st-triplet', short)).toEqual({
    text:
      '{"anchor":"what\\u2028is \\"it\\"?","positive":"T p1 text p1","negative":"text n1","scores":[0.75,0.5]}\n' +
      '{"anchor":"what\\u2028is \\"it\\"?","positive":"T p2 text p2","negative":"text n1","scores":[null,0.5]}\n',
    left: { starved: 0, short: 0 },
  });
  expect(written('st-triplet', short, { scores: false }).text).not.toContain('scores');
  expect(written('st-triplet', starved)).toEqual({ text: '', left: { starved: 1, short: 0 } });
});

test('st-n-tuple: only rows with every negative, the others counted', () => {
  expect(written('st-n-tuple', full).text.split('\n')[0]).toBe(
    '{"anchor":"what\\u2028is \\"it\\"?","positive":"T p1 text p1","negative_1":"text n1","negative_2":"text n2","scores":[0.75,0.5,0.25]}',
  );
  expect(written('st-n-tuple', short)).toEqual({ text: '', left: { starved: 0, short: 1 } });
  expect(written('st-n-tuple', starved)).toEqual({ text: '', left: { starved: 1, short: 0 } });
});

test('st-labeled-pair and -list: labels, or on demand scores in their place; every query is there', () => {
  expect(written('st-labeled-pair', starved).text).toBe(
    '{"anchor":"what\\u2028is \\"it\\"?","text":"T p1 text p1","label":1}\n' +
      '{"anchor":"what\\u2028is \\"it\\"?","text":"T p2 text p2","label":1}\n',
  );
  expect(written('st-labeled-pair', short, { scores: true }).text).toContain('"text":"text n1","score":0.5}');
  expect(written('st-labeled-list', short).text).toBe(
    '{"anchor":"what\\u2028is \\"it\\"?","texts":["T p1 text p1","T p2 text p2","text n1"],"labels":[1,1,0]}\n',
  );
  expect(written('st-labeled-list', short, { scores: true }).text).toContain('"scores":[0.75,null,0.5]}');
});

test('flagembedding and tevatron: a line where there is a negative, never an empty list', () => {
  expect(written('flagembedding', short).text).toBe(
    '{"query":"what\\u2028is \\"it\\"?","pos":["T p1 text p1","T p2 text p2"],"neg":["text n1"],"pos_scores":[0.75,null],"neg_scores":[0.5]}\n',
  );
  expect(written('tevatron', short).text).toBe(
    '{"query_id":"q2","query":"what\\u2028is \\"it\\"?","positive_passages":[{"docid":"p1","title":"T p1","text":"text p1"},{"docid":"p2","title":"T p2","text":"text p2"}],"negative_passages":[{"docid":"n1","title":"","text":"text n1"}]}\n',
  );
  expect(written('flagembedding', starved)).toEqual({ text: '', left: { starved: 1 } });
  expect(written('tevatron', starved)).toEqual({ text: '', left: { starved: 1 } });
});

test('negatives that were never scored carry no scores at all', () => {
  const supplied: ExportRun = { ...run, isScored: false };
  for (const format of [
    'st-triplet',
    'st-n-tuple',
    'st-labeled-pair',
    'flagembedding',
    'tevatron',
  ] as const) {
    expect(written(format, full, { scores: true }, supplied).text).not.toContain('score');
  }
});

test('trec: the pool ranks and scores of what was selected; ids that would shift columns are refused', () => {
  expect(written('trec', full).text).toBe('q1 Q0 n1 2 0.5 negscope\nq1 Q0 n2 3 0.25 negscope\n');
  expect(written('trec', starved)).toEqual({ text: '', left: { starved: 1 } });
  expect(() => written('trec', { ...full, id: 'q 1' })).toThrow('query id "q 1" holds white space');
});

test('lines survive every separator that some reader cuts at, and texts come back as they were', () => {
  const text = 'a\u0085b\u2028c\u2029d\u000be\u000cf\u001cg\r\nh\t"\\\ud800😀';
  const line = written('st-labeled-pair', { ...starved, text }).text.split('\n')[0] ?? '';
  expect(
    Array.from(line).filter((character) => character < ' ' || '\u0085\u2028\u2029'.includes(character)),
  ).toEqual([]);
  expect(JSON.parse(line).anchor).toBe(text);
});
