import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../workspace/open-database.ts';
import { contentsOf, importBench, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const lines = (...rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Imports one file and says what came in, in short. */
async function imported(name: string, content: string | Uint8Array) {
  const report = await bench.import([join(bench.write('data', { [name]: content }), name)]);
  const contents = await contentsOf(await bench.opened());
  return {
    format: report.format,
    refused: report.refused,
    runs: report.supplied_runs,
    documents: contents.documents.map(({ text }) => text),
    labels: contents.labels.map(({ query, document, grade }) => `${query} ${document} ${grade}`),
    supplied: contents.supplied.map(
      ({ query, document, position, score }) => `${query} ${document} ${position} ${score}`,
    ),
  };
}

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
      lines(
        { query: 'who', answer: 'yes' },
        { query: 'what', answer: 'no' },
        { query: 'who ', answer: 'so' },
      ),
    ],
    [
      'a.jsonl',
      lines(
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
      lines(
        { question: 'who', documents: ['yes'] },
        { question: 'what', documents: ['no'] },
        { question: 'who', documents: ['so'] },
      ),
    ],
    [
      'a.jsonl.gz',
      gzipSync(
        lines(
          { query: 'who', answer: 'yes' },
          { query: 'what', answer: 'no' },
          { query: 'who', answer: 'so' },
        ),
      ),
    ],
  ])('are read from %s', async (name, content) => {
    expect(await imported(name, content)).toEqual(pairs);
  });

  it('keep the row as record, of queries and documents', async () => {
    await imported(
      'a.jsonl',
      lines({ query: 'who', answer: 'yes' }, { bad: 1 }, { query: 'what', answer: 'no' }),
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
    const row = lines({ query: 'who', answer: 'yes' });
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
      lines(
        { query: 'who', answer: 'yes', negative_1: 'no', negative_2: 'so' },
        { query: 'what', answer: 'no', negative_1: 'yes', negative_2: 'so' },
      ),
    ],
    ['a.csv', 'anchor,positive,negative_1,negative_2\nwho,yes,no,so\nwhat,no,yes,so\n'],
    [
      'l.jsonl',
      lines(
        { query: 'who', positive: 'yes', negative: ['no', 'so'] },
        { query: 'what', positive: ['no'], negative: ['yes', 'so'] },
      ),
    ],
  ])('are read from %s', async (name, content) => {
    expect(await imported(name, content)).toEqual(triplets);
  });

  it('keep the scores of negatives; one number a row is a margin', async () => {
    const row = { query: 'who', answer: 'yes', negative_1: 'no', negative_2: 'so', scores: [0.9, 0.5, 0.25] };
    expect((await imported('a.jsonl', lines(row))).supplied).toEqual(['q0 d1 0 0.5', 'q0 d2 1 0.25']);
    const margin = { query: 'who', answer: 'yes', negative: 'no', score: 3.5 };
    expect((await imported('b.jsonl', lines(margin))).supplied).toEqual(['q0 d1 0 null']);
  });

  it('may lack negatives in CSV, where an empty cell is none; an empty text in JSON is refused', async () => {
    const csv = 'query,answer,negative_1,negative_2\nwho,yes,no,\nwhat,no,,\nwhy,,no,\nhow,,,\n';
    expect(await imported('a.csv', csv)).toMatchObject({
      labels: ['q0 d0 1', 'q1 d1 1'],
      supplied: ['q0 d1 0 null', 'q2 d1 0 null'],
      refused: [{ file: 'a.csv', line: 5, reason: 'no "answer"' }],
    });
    expect((await imported('a.jsonl', lines({ query: 'who', answer: 'yes', negative: '' }))).refused).toEqual(
      [{ file: 'a.jsonl', line: 1, reason: 'a document has no text' }],
    );
  });

  it('are three columns without a header, too', async () => {
    expect(await imported('a.tsv', 'who is it\tyes\tno\nwhat\tno\tso\n')).toMatchObject({
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
    expect(await imported('a.jsonl', lines(...rows))).toMatchObject({ format: 'labeled-pairs', ...wanted });
    const csv = 'query,answer,label\nwho,yes,1\nwho,no,0\nwhat,so,2\n';
    expect(await imported('a.csv', csv)).toMatchObject({ format: 'labeled-pairs', ...wanted });
    expect(await imported('a.csv', csv.replace('label', 'score'))).toMatchObject({
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
    expect(await imported('a.jsonl', lines(...rows))).toMatchObject(list);
    const tsv = 'query\tanswer\tlabels\nwho\t["yes", "no"]\t[1, 0]\nwhat\t["so"]\t[2]\n';
    expect(await imported('a.tsv', tsv)).toMatchObject(list);
  });

  it('with scores only, begin with the positive', async () => {
    const scored = { labels: ['q0 d0 1', 'q1 d2 1'], documents: ['yes', 'no', 'so'] };
    const list = lines(
      { query: 'who', answer: ['yes', 'no'], scores: [0.75, 0.5] },
      { query: 'what', answer: ['so'], scores: [0.25] },
    );
    expect(await imported('a.jsonl', list)).toMatchObject({
      ...scored,
      format: 'labeled-lists',
      supplied: ['q0 d1 1 0.5'],
    });
    const pairsWithScores = lines(
      { query: 'who', answer: 'yes', score: 0.75 },
      { query: 'who', answer: 'no', score: 0.5 },
      { query: 'what', answer: 'so', score: 0.25 },
    );
    expect(await imported('b.jsonl', pairsWithScores)).toMatchObject({
      ...scored,
      format: 'labeled-pairs',
      supplied: ['q0 d1 0 0.5'],
    });
  });

  it('refuse a row whose lists differ in length', async () => {
    const rows = lines(
      { query: 'a', answer: ['x', 'y'], labels: [1] },
      { query: 'b', answer: ['x'], labels: [1] },
    );
    expect((await imported('a.jsonl', rows)).refused).toEqual([
      { file: 'a.jsonl', line: 1, reason: '2 documents, but 1 in "labels"' },
    ]);
  });
});

describe('formats of other trainers', () => {
  it('reads FlagEmbedding with scores', async () => {
    const row = {
      query: 'who',
      pos: ['yes', 'so'],
      neg: ['no'],
      pos_scores: [0.9, 0.8],
      neg_scores: [0.5],
      prompt: 'p',
      type: 'normal',
    };
    expect(await imported('a.jsonl', lines(row))).toEqual({
      format: 'flagembedding',
      refused: [],
      runs: ['supplied'],
      documents: ['yes', 'so', 'no'],
      labels: ['q0 d0 1', 'q0 d1 1'],
      supplied: ['q0 d2 0 0.5'],
    });
  });

  it('puts texts that are not in the corpus outside it', async () => {
    const folder = bench.write('data', {
      'train.jsonl': lines({ query: 'who', pos: ['yes'], neg: ['no', 'written by a model'] }),
      'candidate_pool.jsonl': lines({ text: 'no' }, { text: 'yes' }, { text: 'else' }),
    });
    expect(await bench.import([folder])).toMatchObject({ format: 'flagembedding', documents: 4 });
    const { documents, records } = await contentsOf(await bench.opened());
    expect(documents.map(({ id, corpus, record }) => [id, corpus, record])).toEqual([
      ['d0', true, 0],
      ['d1', true, 1],
      ['d2', true, 2],
      ['d3', false, null],
    ]);
    expect(records.map((row) => row.records)).toEqual([3, 1]);
  });

  it('reads Tevatron and RLHN by their ids', async () => {
    const row = {
      query_id: '1',
      query: 'who',
      positive_passages: [{ docid: 'a', title: 'T', text: 'yes' }],
      negative_passages: [
        { docid: 'b', title: '', text: 'no' },
        { docid: 'a', title: 'T', text: 'other' },
      ],
      subset: 'fiqa',
    };
    expect(await imported('train.jsonl', lines(row, { ...row, query_id: '2' }))).toEqual({
      format: 'tevatron',
      refused: [
        { file: 'train.jsonl', line: 1, reason: 'document id "a" has another text than in train.jsonl:1' },
        { file: 'train.jsonl', line: 2, reason: 'document id "a" has another text than in train.jsonl:1' },
      ],
      runs: ['supplied'],
      documents: ['yes', 'no'],
      labels: ['1 a 1'],
      supplied: ['1 b 0 null', '1 b 0 null'],
    });
  });

  it('reads NeMo corpus files with the corpus they name', async () => {
    const folder = bench.write('nemo', {
      'train.json': JSON.stringify({
        corpus: [{ path: 'wiki' }],
        data: [
          {
            question_id: 'q9',
            question: 'who',
            corpus_id: 'wiki',
            pos_doc: [{ id: 'a', score: 0.9 }],
            neg_doc: [{ id: 'b', score: 0.7 }, { id: 'none' }],
          },
          { question_id: 'q8', question: 'what', corpus_id: 'wiki', pos_doc: ['b'], neg_doc: [] },
        ],
        mining: { args: {} },
      }),
      'wiki/merlin_metadata.json': '{"class":"TextQADataset","corpus_id":"wiki"}',
    });
    await parquet(
      join(folder, 'wiki', 'train.parquet'),
      `SELECT * FROM (VALUES ('a', 'yes'), ('b', 'no'), ('c', 'so')) t(id, text)`,
    );
    const report = await bench.import([folder]);
    expect(report).toMatchObject({
      format: 'nemo',
      documents: 3,
      queries: 2,
      refused: [{ file: 'train.json', line: 1, reason: 'unknown document id "none"' }],
    });
    expect(await bench.import([join(folder, 'train.json')])).toMatchObject({ format: 'nemo', documents: 3 });
    const { labels, supplied } = await contentsOf(await bench.opened());
    expect(labels.map(({ query, document }) => [query, document])).toEqual([
      ['q9', 'a'],
      ['q8', 'b'],
    ]);
    expect(supplied).toMatchObject([{ query: 'q9', document: 'b', score: 0.7 }]);
  });

  it('reads NeMo inline rows', async () => {
    expect(
      await imported('a.jsonl', lines({ query: 'who', pos_doc: 'yes', neg_doc: ['no', 'so'] })),
    ).toMatchObject({
      format: 'nemo',
      labels: ['q0 d0 1'],
      supplied: ['q0 d1 0 null', 'q0 d2 1 null'],
    });
  });
});

async function parquet(path: string, sql: string): Promise<void> {
  const database = await openDatabase(':memory:');
  await database.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  await database.close();
}

describe('Parquet', () => {
  it('is read with 64-bit ids and nested lists', async () => {
    const folder = bench.write('data', { 'note.txt': 'x' });
    await parquet(
      join(folder, 'train [1].parquet'),
      `SELECT 9007199254740993::BIGINT AS query_id, 'who' AS query,
         [{docid: 'a', title: '', text: 'yes'}] AS positive_passages, [{docid: 'b', title: 't', text: 'no'}] AS negative_passages`,
    );
    expect(await bench.import([join(folder, 'train [1].parquet')])).toMatchObject({
      format: 'tevatron',
      documents: 2,
    });
    const { queries, labels, supplied } = await contentsOf(await bench.opened());
    expect(queries[0]?.id).toBe('9007199254740993');
    expect([labels.length, supplied.length]).toEqual([1, 1]);
  });

  it('holds pairs and triplets', async () => {
    const folder = bench.write('data', {});
    const path = join(bench.folder, 't.parquet');
    await parquet(
      path,
      `SELECT * FROM (VALUES ('who', 'yes', 'no', 'so'), ('what', 'no', 'yes', 'so')) t(anchor, positive, negative_1, negative_2)`,
    );
    expect(folder).not.toBe('');
    expect(await bench.import([path])).toMatchObject({
      format: 'triplets',
      documents: 3,
      queries: 2,
      positives: 2,
    });
  });
});
