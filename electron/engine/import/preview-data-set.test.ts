import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewDataSet } from './preview-data-set.ts';
import { importBench, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

describe('previewDataSet', () => {
  it('shows format, reason, columns and what they are taken for, rows and what cannot be read', async () => {
    const folder = bench.write('data', {
      'train.csv': 'anchor,positive,negative\nwho,yes,no\nbad\nwhat,so,\n',
      'README.md': '# About\n',
    });
    expect(await previewDataSet({ paths: [folder], columns: {} })).toEqual({
      format: 'triplets',
      reason:
        'train.csv has the columns anchor, positive, negative; left aside: README.md (neither JSON, CSV, TSV nor Parquet)',
      columns: ['anchor', 'positive', 'negative'],
      chosen: { query: 'anchor', positive: 'positive', negative: ['negative'] },
      rows: [
        ['who', 'yes', 'no'],
        ['what', 'so', ''],
      ],
      refused: [{ file: 'train.csv', line: 3, reason: '1 column instead of 3' }],
      refusedTotal: 1,
      checkedRows: null,
    });
  });

  it('shows the corpus of a BEIR folder', async () => {
    const folder = bench.write('data', {
      'corpus.jsonl': '{"_id":"a","title":"T","text":"one","metadata":{"n":1}}\n',
      'queries.jsonl': '{"_id":"x","text":"q"}\n{bad\n',
      'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\ta\t1\n',
    });
    expect(await previewDataSet({ paths: [folder], columns: {} })).toMatchObject({
      format: 'beir',
      columns: ['_id', 'title', 'text', 'metadata'],
      chosen: {},
      rows: [['a', 'T', 'one', '{"n":1}']],
      refused: [{ file: 'queries.jsonl', line: 2 }],
    });
  });

  it('foresees just the lines that the import leaves out', async () => {
    const folders = [
      bench.write('beir', {
        'corpus.jsonl':
          '{"_id":"a","text":"one"}\n{"_id":"a","text":"other"}\n{"_id":"b","text":" "}\n{"text":"x"}\n',
        'queries.jsonl': '{"_id":"x","text":"q"}\n{bad\n{"_id":"y","text":""}\n',
        'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\ta\t1\nx\tnone\t1\nz\ta\t1\nx\ta\tmany\n',
      }),
      bench.write('flag', {
        'train.jsonl': `${JSON.stringify({ query: 'q', pos: ['p'], neg: ['n', 'm'], neg_scores: [1] })}\n{"query":"q","pos":[]}\n`,
      }),
      bench.write('table', { 'train.csv': 'anchor,positive,negative\nwho,yes,no\nwho\n,yes,no\n' }),
    ];
    for (const [i, folder] of folders.entries()) {
      const preview = await previewDataSet({ paths: [folder], columns: {} });
      const { refused, refused_total: total } = await bench.import([folder], {
        workspace: join(bench.folder, `foreseen-${i}.negscope`),
      });
      expect(total).toBeGreaterThan(1);
      expect(preview).toMatchObject({ refused, refusedTotal: total, checkedRows: null });
    }
  });

  it('says how far it looked, and takes no label to a text beyond that for a mistake', async () => {
    const lines = (count: number, line: (i: number) => string): string =>
      Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
    const folder = bench.write('long', {
      'corpus.jsonl': lines(1500, (i) => JSON.stringify({ _id: `d${i}`, text: `text ${i}` })),
      'queries.jsonl': '{"_id":"x","text":"q"}\n',
      'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\td1400\t1\nx\n',
    });
    const { refused, checkedRows } = await previewDataSet({ paths: [folder], columns: {} });
    expect(checkedRows).toBe(1000);
    expect(refused).toMatchObject([{ file: 'qrels/train.tsv', line: 3 }]);
  });
});
