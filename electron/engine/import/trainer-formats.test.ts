import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../workspace/open-database.ts';
import { imported, jsonLines } from './testing/imported.ts';
import { contentsOf, importBench, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

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
    expect(await imported(bench, 'a.jsonl', jsonLines(row))).toEqual({
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
      'train.jsonl': jsonLines({ query: 'who', pos: ['yes'], neg: ['no', 'written by a model'] }),
      'candidate_pool.jsonl': jsonLines({ text: 'no' }, { text: 'yes' }, { text: 'else' }),
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
    const good = { ...row, query_id: '2', negative_passages: row.negative_passages.slice(0, 1) };
    // The first row is refused for its own two texts of one id, the last for a text that another row has under it.
    const rows = jsonLines({ ...row, query: 'why' }, good, { ...row, query_id: '3', query: 'how' });
    expect(await imported(bench, 'train.jsonl', rows)).toEqual({
      format: 'tevatron',
      refused: [
        { file: 'train.jsonl', line: 1, reason: 'document id "a" has another text than in train.jsonl:1' },
        { file: 'train.jsonl', line: 3, reason: 'document id "a" has another text than in train.jsonl:2' },
      ],
      runs: ['supplied'],
      documents: ['yes', 'no'],
      labels: ['2 a 1'],
      supplied: ['2 b 0 null'],
    });
  });

  it('makes no id that a document of the same row has', async () => {
    const row = {
      query: 'who',
      positive_passages: [{ docid: '', text: 'yes' }],
      negative_passages: [{ docid: 'd0', text: 'no' }],
    };
    expect(await imported(bench, 'train.jsonl', jsonLines(row))).toMatchObject({
      refused: [],
      labels: ['q0 d1 1'],
      supplied: ['q0 d0 0 null'],
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
            neg_doc: [{ id: 'b', score: 0.7 }],
          },
          { question_id: 'q7', question: 'why', corpus_id: 'wiki', pos_doc: ['a'], neg_doc: ['b', 'none'] },
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
      await imported(bench, 'a.jsonl', jsonLines({ query: 'who', pos_doc: 'yes', neg_doc: ['no', 'so'] })),
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

/** Few bytes as a Zstandard frame of one raw block. */
function storedZstd(bytes: Uint8Array): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  head.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return Buffer.concat([head, bytes]);
}

function copies(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('negscope-unpacked-'));
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

  it.each([
    ['gz', gzipSync],
    ['zst', storedZstd],
  ])('is unpacked from .%s, and no copy stays', async (ending, pack) => {
    const folder = bench.write('data', { 'note.txt': 'x' });
    const path = join(folder, 'p.parquet');
    await parquet(path, `SELECT 'who' AS anchor, 'yes' AS positive, 'no' AS negative`);
    const packed = `${path}.${ending}`;
    writeFileSync(packed, pack(readFileSync(path)));
    const before = copies();
    expect(await bench.import([packed])).toMatchObject({ format: 'triplets', documents: 2, queries: 1 });
    expect(copies()).toEqual(before);
  });

  it('takes bytes for text where they are', async () => {
    const folder = bench.write('data', { 'note.txt': 'x' });
    const path = join(folder, 'old.parquet');
    await parquet(
      path,
      `SELECT encode('wér') AS anchor, encode('yes') AS positive, '\\xFF\\xD8'::BLOB AS image`,
    );
    expect(await bench.import([path])).toMatchObject({ format: 'pairs', documents: 1, refused_total: 0 });
    expect((await contentsOf(await bench.opened())).queries[0]?.text).toBe('wér');
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
