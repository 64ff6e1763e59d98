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
      refused: [{ file: 'train.csv', line: 3, reason: '1 columns instead of 3' }],
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
});
