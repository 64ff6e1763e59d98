import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import { memoryPorts } from '../../ipc/memory-ports.ts';
import { serve } from '../../ipc/serve.ts';
import { createEngineHandlers } from '../handlers/engine-handlers.ts';
import { importBench, type ImportBench } from '../import/testing/import-files.ts';

const documents = Array.from({ length: 12 }, (_, i) => ({ _id: `d${i}`, title: '', text: `text ${i}` }));
const queries = ['a', 'b', 'only-test'].map((id) => ({ _id: id, text: `query ${id}` }));
const header = 'query-id\tcorpus-id\tscore\n';
/** The labels of two queries lie in three splits; the third query is not mined. */
const labels = {
  dev: `${header}b\td4\t3\n`,
  test: `${header}a\td1\t2\na\td2\t0\nonly-test\td9\t1\n`,
  train: `${header}a\td0\t1\nb\td3\t1\n`,
};

let bench: ImportBench;
let client: Client;

beforeAll(async () => {
  bench = await importBench();
  const ports = memoryPorts();
  serve(ports.far, createEngineHandlers(bench.engine));
  client = createClient(ports.near);
});
afterAll(() => bench.remove());

const place = (name: string): string => join(bench.folder, name);

/** Imports a folder, mines all that may be a candidate, and gives every candidate as text. */
async function mined(name: string, data: string, split: string): Promise<string> {
  const workspace = place(`${name}.negscope`);
  await client.call('dataset.import', { workspace, paths: [data] });
  await client.call('teacher.add', { workspace, name: 'r', spec: 'random:7', options: {} });
  await client.call('run.mine', { workspace, teacher: 'r', run: 'all', split, settings: {} });
  const out = place(`${name}.jsonl`);
  const asked = { workspace, run: 'all', format: 'negscope', out, candidates: true, replace: false } as const;
  await client.call('run.export', asked);
  return readFile(out, 'utf8');
}

async function writeFolder(name: string, qrels: Readonly<Record<string, string>>): Promise<string> {
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const folder = place(name);
  await mkdir(join(folder, 'qrels'), { recursive: true });
  await writeFile(join(folder, 'corpus.jsonl'), lines(documents));
  await writeFile(join(folder, 'queries.jsonl'), lines(queries));
  for (const [split, text] of Object.entries(qrels))
    await writeFile(join(folder, 'qrels', `${split}.tsv`), text);
  return folder;
}

test('every split’s labels of the exported queries come along, so that an import mines the same', async () => {
  const before = await mined('before', await writeFolder('data', labels), 'train');
  const asked = { workspace: place('before.negscope'), run: 'all', format: 'beir', replace: false } as const;
  const first = await client.call('run.export', { ...asked, out: place('first') });
  expect(await readdir(join(place('first'), 'qrels'))).toEqual(['dev.tsv', 'test.tsv', 'train.tsv']);
  const written = (split: string) => readFile(join(place('first'), 'qrels', `${split}.tsv`), 'utf8');
  expect(await written('train')).toBe(labels.train);
  expect(await written('dev')).toBe(labels.dev);
  expect(await written('test')).toBe(`${header}a\td1\t2\na\td2\t0\n`);

  const again = await client.call('run.export', { ...asked, out: place('again') });
  expect(again).toEqual({ ...first, path: place('again'), manifest: again.manifest });
  expect(await readFile(again.manifest, 'utf8')).toBe(await readFile(first.manifest, 'utf8'));

  expect(await mined('after', place('first'), 'train')).toBe(before);
});

test('splits whose names are no file names, or the same one, keep files of their own', async () => {
  const data = await writeFolder('odd', {
    'b c': labels.train,
    b_c: `${header}a\td5\t1\n`,
    'b!c': `${header}b\td6\t1\n`,
  });
  await mined('odd', data, 'b c');
  const out = place('odd-out');
  const asked = {
    workspace: place('odd.negscope'),
    run: 'all',
    format: 'beir',
    out,
    replace: false,
  } as const;
  await client.call('run.export', asked);
  expect((await readdir(join(out, 'qrels'))).toSorted()).toEqual(['b_c-2.tsv', 'b_c-3.tsv', 'b_c.tsv']);
  expect(await readFile(join(out, 'qrels', 'b_c.tsv'), 'utf8')).toBe(labels.train);
});
