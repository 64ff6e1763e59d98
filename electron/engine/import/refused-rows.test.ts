import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewDataSet } from './preview-data-set.ts';
import { contentsOf, importBench, type ImportBench } from './testing/import-files.ts';
import { jsonLines } from './testing/imported.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const noText = 'a document has no text';
const noQuery = 'the query has no text';

/** Each with a row that is taken, then rows that are not, and why. */
const cases: readonly (readonly [string, object, readonly (readonly [object, string])[]])[] = [
  [
    'pairs',
    { query: 'x', positive: 'a' },
    [
      [{ query: 'y', positive: '' }, noText],
      [{ query: ' ', positive: 'b' }, noQuery],
    ],
  ],
  [
    'triplets',
    { query: 'x', positive: 'a', negative: 'n' },
    [
      [{ query: 'y', positive: 'p', negative: '' }, noText],
      [{ query: 'z', positive: '', negative: 'm' }, noText],
      [{ query: '', positive: 'o', negative: 'm' }, noQuery],
    ],
  ],
  [
    'triplets',
    { query: 'x', positive: 'a', negative_1: 'n', negative_2: 'm' },
    [[{ query: 'y', positive: 'p', negative_1: 'o', negative_2: ' ' }, noText]],
  ],
  [
    'labeled-pairs',
    { query: 'x', positive: 'a', label: 1 },
    [[{ query: 'y', positive: '', label: 0 }, noText]],
  ],
  [
    'labeled-lists',
    { query: 'x', positive: ['a', 'n'], labels: [1, 0] },
    [[{ query: 'y', positive: ['p', 'o', ''], labels: [1, 0, 0] }, noText]],
  ],
  [
    'labeled-lists',
    { query: 'x', positive: ['a', 'n'], scores: [0.5, 0.25] },
    [[{ query: 'y', positive: ['p', ''], scores: [0.5, 0.25] }, noText]],
  ],
  [
    'flagembedding',
    { query: 'x', pos: ['a'], neg: ['n'] },
    [
      [{ query: 'y', pos: ['p'], neg: ['o', ''] }, noText],
      [{ query: 'z', pos: ['', 'p'], neg: ['o'] }, noText],
    ],
  ],
  [
    'tevatron',
    {
      query_id: '1',
      query: 'x',
      positive_passages: [{ docid: 'a', text: 'a' }],
      negative_passages: [{ docid: 'n', text: 'n' }],
    },
    [
      [
        {
          query_id: '2',
          query: 'y',
          positive_passages: [{ docid: 'p', text: 'p' }],
          negative_passages: [{ docid: 'a', text: 'other' }],
        },
        'document id "a" has another text than in data.jsonl:1',
      ],
      [
        {
          query_id: '1',
          query: 'y',
          positive_passages: [{ docid: 'p', text: 'p' }],
          negative_passages: [{ docid: 'o', text: 'o' }],
        },
        'query id "1" has another text than in data.jsonl:1',
      ],
    ],
  ],
  [
    'nemo',
    { query: 'x', pos_doc: 'a', neg_doc: ['n'] },
    [[{ query: 'y', pos_doc: 'p', neg_doc: ['o', ''] }, noText]],
  ],
];

describe('a refused row', () => {
  it.each(cases)(
    'of %s leaves nothing behind, and the preview says so: %j',
    async (format, taken, refused) => {
      const alone = join(bench.write('alone', { 'data.jsonl': jsonLines(taken) }), 'data.jsonl');
      await bench.import([alone], { workspace: join(bench.folder, 'alone.negscope') });
      const expected = await contentsOf(await bench.opened('alone.negscope'));

      const rows = [taken, ...refused.map(([row]) => row)];
      const mixed = join(bench.write('mixed', { 'data.jsonl': jsonLines(...rows) }), 'data.jsonl');
      const report = await bench.import([mixed]);
      const reasons = refused.map(([, reason], i) => ({ file: 'data.jsonl', line: i + 2, reason }));
      expect(report).toMatchObject({
        format,
        refused: reasons,
        refused_total: refused.length,
        deduplicated: {},
      });
      const contents = await contentsOf(await bench.opened());
      // But its row counts as a record: a row of a precomputed `.npy` stands for it.
      expect({ ...contents, records: [] }).toEqual({ ...expected, records: [] });
      const preview = await previewDataSet({ paths: [mixed], columns: {} });
      expect(preview).toMatchObject({
        format,
        refused: reasons,
        refusedTotal: refused.length,
        checkedRows: null,
      });
    },
  );
});

it('more rows after an open quote than a call takes arguments are read one by one', async () => {
  const file = join(
    bench.write('open', { 'rows.csv': `query,positive\n"${'a,b\n'.repeat(200_000)}` }),
    'rows.csv',
  );
  const report = await bench.import([file]);
  expect(report).toMatchObject({
    format: 'pairs',
    documents: 1,
    refused: [{ file: 'rows.csv', line: 2, reason: 'a quote is opened and never closed' }],
    refused_total: 1,
  });
});

it('more negatives in a row than a call takes arguments are all taken', async () => {
  const negatives = Array.from({ length: 200_000 }, (_, i) => `n${i}`);
  const rows = jsonLines({ query: 'x', pos: ['a'], neg: negatives });
  const report = await bench.import([join(bench.write('many', { 'data.jsonl': rows }), 'data.jsonl')]);
  expect(report).toMatchObject({ documents: negatives.length + 1, refused_total: 0 });
});
