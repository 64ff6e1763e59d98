import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imported, jsonLines } from './testing/imported.ts';
import { contentsOf, importBench, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const pairs = {
  format: 'pairs',
  refused: [],
  runs: [],
  documents: ['yes', 'no', 'so'],
  labels: ['q0 d0 1', 'q0 d2 1', 'q1 d1 1'],
  supplied: [],
};

const triplets = {
  format: 'triplets',
  refused: [],
  runs: ['supplied'],
  documents: ['yes', 'no', 'so'],
  labels: ['q0 d0 1', 'q1 d1 1'],
  supplied: ['q0 d1 0 null', 'q0 d2 1 null', 'q1 d0 0 null', 'q1 d2 1 null'],
};

describe('pairs', () => {
  it.each([
    [
      'train.jsonl',
      jsonLines(
        { query: 'who', answer: 'yes' },
        { query: 'what', answer: 'no' },
        { query: 'who ', answer: 'so' },
      ),
    ],
    [
      'a.jsonl',
      jsonLines(
        { anchor: 'who', positive: 'yes' },
        { anchor: 'what', positive: 'no' },
        { anchor: 'who', positive: 'so' },
      ),
    ],
    [
      'a.json',
      JSON.stringify(
        [
          { question: 'who', answer: 'yes' },
          { question: 'what', answer: 'no' },
          { question: 'who', answer: 'so' },
        ],
        null,
        2,
      ),
    ],
    ['a.csv', 'sentence1,sentence2\r\nwho,yes\r\n"what",no\r\nwho,so\r\n'],
    ['a.tsv', 'query\tpassage\nwho\tyes\nwhat\tno\nwho\tso'],
    ['nameless.tsv', 'who\tyes\nwhat\tno\nwho\tso\n'],
    [
      'curator.jsonl',
      jsonLines(
        { question: 'who', documents: ['yes'] },
        { question: 'what', documents: ['no'] },
        { question: 'who', documents: ['so'] },
      ),
    ],
    [
      'a.jsonl.gz',
      gzipSync(
        jsonLines(
          { query: 'who', answer: 'yes' },
          { query: 'what', answer: 'no' },
          { query: 'who', answer: 'so' },
        ),
      ),
    ],
  ])('are read from %s', async (name, content) => {
    expect(await imported(bench, name, content)).toEqual(pairs);
  });

  it('keep the row as record, of queries and documents', async () => {
    await imported(
      bench,
      'a.jsonl',
      jsonLines({ query: 'who', answer: 'yes' }, { bad: 1 }, { query: 'what', answer: 'no' }),
    );
    const { documents, queries, records } = await contentsOf(await bench.opened());
    expect([documents, queries].map((rows) => rows.map(({ record }) => record))).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(records.map((row) => row.records)).toEqual([3, 3]);
  });

  it('take the columns that the user names', async () => {
    const folder = bench.write('data', { 'a.csv': 'id,x,y,z\n1,who,yes,no\n2,what,no,yes\n' });
    const columns = { query: 'y', positive: 'x', negative: ['z'] };
    expect(await bench.import([folder], { columns })).toMatchObject({
      format: 'triplets',
      queries: 2,
      positives: 2,
    });
    const { supplied } = await contentsOf(await bench.opened());
    expect(supplied).toHaveLength(2);
    await expect(bench.import([folder], { columns: { query: 'w' } })).rejects.toMatchObject({
      message: 'no column "w"; there are: id, x, y, z',
    });
  });

  it('take splits from file names', async () => {
    const row = jsonLines({ query: 'who', answer: 'yes' });
    const folder = bench.write('data', {
      'train-00000-of-00001.jsonl': row,
      'test.jsonl': row,
      'more.jsonl': row,
    });
    expect(await bench.import([folder])).toMatchObject({
      splits: { test: 1, train: 1 },
      deduplicated: { 'duplicate-label': 1, 'repeated-query': 2 },
      positives: 1,
    });
    expect(await bench.import([folder], { split: 'test' })).toMatchObject({ splits: { test: 1 } });
  });
});

describe('triplets and tuples', () => {
  it.each([
    [
      'a.jsonl',
      jsonLines(
        { query: 'who', answer: 'yes', negative_1: 'no', negative_2: 'so' },
        { query: 'what', answer: 'no', negative_1: 'yes', negative_2: 'so' },
      ),
    ],
    ['a.csv', 'anchor,positive,negative_1,negative_2\nwho,yes,no,so\nwhat,no,yes,so\n'],
    [
      'l.jsonl',
      jsonLines(
        { query: 'who', positive: 'yes', negative: ['no', 'so'] },
        { query: 'what', positive: ['no'], negative: ['yes', 'so'] },
      ),
    ],
  ])('are read from %s', async (name, content) => {
    expect(await imported(bench, name, content)).toEqual(triplets);
  });

  it('keep the scores of negatives; one number a row is a margin', async () => {
    const row = { query: 'who', answer: 'yes', negative_1: 'no', negative_2: 'so', scores: [0.9, 0.5, 0.25] };
    expect((await imported(bench, 'a.jsonl', jsonLines(row))).supplied).toEqual([
      'q0 d1 0 0.5',
      'q0 d2 1 0.25',
    ]);
    const margin = { query: 'who', answer: 'yes', negative: 'no', score: 3.5 };
    expect((await imported(bench, 'b.jsonl', jsonLines(margin))).supplied).toEqual(['q0 d1 0 null']);
  });

  it('may lack negatives in CSV, where an empty cell is none; an empty text in JSON is refused', async () => {
    const csv = 'query,answer,negative_1,negative_2\nwho,yes,no,\nwhat,no,,\nwhy,,no,\nhow,,,\n';
    expect(await imported(bench, 'a.csv', csv)).toMatchObject({
      labels: ['q0 d0 1', 'q1 d1 1'],
      supplied: ['q0 d1 0 null', 'q2 d1 0 null'],
      refused: [{ file: 'a.csv', line: 5, reason: 'no "answer"' }],
    });
    expect(
      (
        await imported(
          bench,
          'a.jsonl',
          jsonLines(
            { query: 'who', answer: 'yes', negative: '' },
            { query: 'who', answer: 'yes', negative: 'no' },
          ),
        )
      ).refused,
    ).toEqual([{ file: 'a.jsonl', line: 1, reason: 'a document has no text' }]);
  });

  it.each([
    ['JSON', '["no", "so"]', '["yes", "so"]'],
    ['Python', `['no', 'so']`, `["yes", 'so']`],
    ['NumPy', `['no' 'so']`, `['yes'\n 'so']`],
  ])('may have their negatives in one cell of CSV, as %s writes lists', async (_, first, second) => {
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const rows = [
      `who,yes,${quoted(first)}`,
      `what,no,${quoted(second)}`,
      `how,thus,"['cut'"`,
      `why,[1] as cited,`,
    ];
    const read = await imported(bench, 'a.csv', `query,positive,negatives\n${rows.join('\n')}\n`);
    expect(read).toMatchObject({
      format: 'triplets',
      documents: ['yes', 'no', 'so', '[1] as cited'],
      labels: ['q0 d0 1', 'q1 d1 1', 'q2 d3 1'],
      supplied: triplets.supplied,
    });
    expect(read.refused.map(({ reason }) => reason)).toEqual([
      '"negatives" begins like a list and is none that can be read',
    ]);
  });

  it('are three columns without a header, too', async () => {
    expect(await imported(bench, 'a.tsv', 'who is it\tyes\tno\nwhat\tno\tso\n')).toMatchObject({
      format: 'triplets',
      labels: ['q0 d0 1', 'q1 d1 1'],
      supplied: ['q0 d1 0 null', 'q1 d2 0 null'],
    });
  });
});

describe('labelled pairs and lists', () => {
  const wanted = {
    refused: [],
    documents: ['yes', 'no', 'so'],
    labels: ['q0 d0 1', 'q0 d1 0', 'q1 d2 2'],
    supplied: ['q0 d1 0 null'],
  };

  it('keep grades, and zeros as known and supplied negatives', async () => {
    const rows = [
      { query: 'who', answer: 'yes', label: 1 },
      { query: 'who', answer: 'no', label: 0 },
      { query: 'what', answer: 'so', label: 2 },
    ];
    expect(await imported(bench, 'a.jsonl', jsonLines(...rows))).toMatchObject({
      format: 'labeled-pairs',
      ...wanted,
    });
    const csv = 'query,answer,label\nwho,yes,1\nwho,no,0\nwhat,so,2\n';
    expect(await imported(bench, 'a.csv', csv)).toMatchObject({ format: 'labeled-pairs', ...wanted });
    expect(await imported(bench, 'a.csv', csv.replace('label', 'score'))).toMatchObject({
      format: 'labeled-pairs',
      ...wanted,
    });
  });

  it('are read as lists, in JSON and in cells', async () => {
    const rows = [
      { query: 'who', answer: ['yes', 'no'], labels: [1, 0] },
      { query: 'what', answer: ['so'], labels: [2] },
    ];
    const list = { ...wanted, format: 'labeled-lists', supplied: ['q0 d1 0 null'] };
    expect(await imported(bench, 'a.jsonl', jsonLines(...rows))).toMatchObject(list);
    const tsv = 'query\tanswer\tlabels\nwho\t["yes", "no"]\t[1, 0]\nwhat\t["so"]\t[2]\n';
    expect(await imported(bench, 'a.tsv', tsv)).toMatchObject(list);
  });

  it('with scores only, begin with the positive', async () => {
    const scored = { labels: ['q0 d0 1', 'q1 d2 1'], documents: ['yes', 'no', 'so'] };
    const list = jsonLines(
      { query: 'who', answer: ['yes', 'no'], scores: [0.75, 0.5] },
      { query: 'what', answer: ['so'], scores: [0.25] },
    );
    expect(await imported(bench, 'a.jsonl', list)).toMatchObject({
      ...scored,
      format: 'labeled-lists',
      supplied: ['q0 d1 1 0.5'],
    });
    const pairsWithScores = jsonLines(
      { query: 'who', answer: 'yes', score: 0.75 },
      { query: 'who', answer: 'no', score: 0.5 },
      { query: 'what', answer: 'so', score: 0.25 },
    );
    expect(await imported(bench, 'b.jsonl', pairsWithScores)).toMatchObject({
      ...scored,
      format: 'labeled-pairs',
      supplied: ['q0 d1 0 0.5'],
    });
  });

  it('with scores only, say in the report what was made of them, and what was left aside', async () => {
    const folder = bench.write('data', {
      'a.jsonl': jsonLines({ query: 'who', answer: 'yes', score: 0.75 }),
      'notes.bin': 'x',
    });
    const { reason } = await bench.import([folder]);
    expect(reason).toMatch(/of each query the first document is its positive, the others negatives/);
    expect(reason).toMatch(/left aside: notes\.bin \(/);
  });

  it('refuse a row whose lists differ in length', async () => {
    const rows = jsonLines(
      { query: 'a', answer: ['x', 'y'], labels: [1] },
      { query: 'b', answer: ['x'], labels: [1] },
    );
    expect((await imported(bench, 'a.jsonl', rows)).refused).toEqual([
      { file: 'a.jsonl', line: 1, reason: '2 documents, but 1 in "labels"' },
    ]);
  });
});
