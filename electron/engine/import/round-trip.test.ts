import { gzipSync } from 'node:zlib';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { normaliseText } from '../../../shared/text/normalise-text.ts';
import { openDatabase } from '../workspace/open-database.ts';
import { contentsOf, importBench, quietTask, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((value) => normaliseText(value) !== '');
const texts = fc.uniqueArray(text, { minLength: 2, maxLength: 40, selector: normaliseText });

/** Pairs (text i, text i+1): queries are all but the last text, documents all but the first. */
function pairsOf(values: readonly string[]): readonly (readonly [string, string])[] {
  return values.slice(1).map((value, index) => [values[index] ?? '', value]);
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

describe('any Unicode text', () => {
  const containers = {
    'JSON Lines': {
      name: 'a.jsonl',
      write: (pairs: ReturnType<typeof pairsOf>) =>
        pairs.map(([query, answer]) => JSON.stringify({ query, answer })).join('\n'),
    },
    'a JSON array': {
      name: 'a.json',
      write: (pairs: ReturnType<typeof pairsOf>) =>
        JSON.stringify(pairs.map(([query, answer]) => ({ query, answer }))),
    },
    CSV: {
      name: 'a.csv',
      write: (pairs: ReturnType<typeof pairsOf>) =>
        `query,answer\r\n${pairs.map((pair) => pair.map(quoted).join(',')).join('\r\n')}`,
    },
    'quoted TSV': {
      name: 'a.tsv',
      write: (pairs: ReturnType<typeof pairsOf>) =>
        `query\tanswer\n${pairs.map((pair) => pair.map(quoted).join('\t')).join('\n')}\n`,
    },
  };

  it.each(Object.entries(containers))(
    'comes through %s, plain and in gzip, unchanged',
    async (_, { name, write }) => {
      await fc.assert(
        fc.asyncProperty(texts, fc.boolean(), async (values, gzip) => {
          const pairs = pairsOf(values);
          const file = gzip ? `${name}.gz` : name;
          const folder = bench.write('data', { [file]: gzip ? gzipSync(write(pairs)) : write(pairs) });
          expect(await bench.import([join(folder, file)])).toMatchObject({ refused: [], format: 'pairs' });
          const contents = await contentsOf(await bench.opened());
          expect(contents.queries.map((query) => query.text)).toEqual(pairs.map(([query]) => query));
          expect(contents.documents.map((document) => document.text)).toEqual(
            pairs.map(([, answer]) => answer),
          );
        }),
        { numRuns: 3 },
      );
    },
  );
});

describe('the data hash', () => {
  it('is the same for other containers, compressions and places, and another for other data', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      query: `who is ${i}`,
      answer: `it is ${i * 7} 日本`,
    }));
    const plain = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const folder = bench.write('one', {
      'a.jsonl': plain,
      'a.jsonl.gz': gzipSync(plain),
      'b.jsonl': `${plain}{"query":"x","answer":"y"}\n`,
    });
    const database = await openDatabase(':memory:');
    await database.run(
      `COPY (FROM read_json_auto('${join(folder, 'a.jsonl')}')) TO '${join(folder, 'a.csv.zst')}' (FORMAT csv, COMPRESSION zstd)`,
    );
    await database.run(
      `COPY (FROM read_json_auto('${join(folder, 'a.jsonl')}')) TO '${join(folder, 'a.parquet')}' (FORMAT parquet)`,
    );
    await database.close();
    const hashes = [];
    for (const name of ['a.jsonl', 'a.jsonl.gz', 'a.csv.zst', 'a.parquet', 'b.jsonl']) {
      hashes.push((await bench.import([join(folder, name)])).data_hash);
    }
    expect(new Set(hashes.slice(0, 4)).size).toBe(1);
    expect(hashes[4]).not.toBe(hashes[0]);
  });
});

describe('a workspace being imported', () => {
  const good = { 'train.jsonl': '{"query":"who","answer":"yes"}\n{bad\n' };

  it('appears only when all is well', async () => {
    const folder = bench.write('data', good);
    await expect(bench.import([folder], { strict: true })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^train\.jsonl:2: not JSON/u),
    });
    const stop = new AbortController();
    const task = { signal: stop.signal, progress: () => stop.abort() };
    await expect(bench.import([folder], {}, task)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await left()).toEqual(['data']);
    await bench.import([folder]);
    expect(await left()).toEqual(['data', 'w.negscope']);
  });

  it('replaces another only when told to, and only at the end', async () => {
    const folder = bench.write('data', good);
    const first = await bench.import([folder]);
    await expect(bench.import([folder], { replace: false })).rejects.toMatchObject({
      code: 'already-exists',
    });
    await expect(bench.import([folder], { strict: true })).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await (await bench.opened()).dataSet()).hash).toBe(first.data_hash);
    const other = bench.write('other', { 'a.jsonl': '{"query":"a","answer":"b"}\n' });
    const second = await bench.import([other]);
    expect((await (await bench.opened()).dataSet()).hash).toBe(second.data_hash);
    expect(await left()).toEqual(['data', 'other', 'w.negscope']);
  });

  it('makes the folders above it, and takes them away again when it fails', async () => {
    const folder = bench.write('data', good);
    const workspace = join(bench.folder, 'new', 'er', 'w.negscope');
    await expect(bench.import([folder], { workspace, strict: true })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await left()).toEqual(['data']);
    await bench.import([folder], { workspace });
    expect(await left()).toEqual(['data', 'new']);
  });

  it('never replaces a folder that is no workspace', async () => {
    const folder = bench.write('data', good);
    await expect(bench.import([folder], { workspace: folder })).rejects.toMatchObject({
      code: 'already-exists',
    });
  });

  it('tells how far it is, in bytes of the files', async () => {
    const folder = bench.write('data', good);
    const seen: { readonly done: number; readonly total: number | null; readonly unit: string }[] = [];
    await bench.import([folder], {}, { ...quietTask, progress: (progress) => seen.push(progress) });
    expect(seen[0]).toMatchObject({
      stage: 'import',
      done: 36,
      total: 36,
      unit: 'bytes',
      detail: 'train.jsonl',
    });
  });

  async function left(): Promise<readonly string[]> {
    await bench.engine.workspaces.closeAll();
    return (await readdir(bench.folder)).toSorted();
  }
});
