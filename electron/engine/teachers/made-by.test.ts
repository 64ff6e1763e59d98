import { afterAll, beforeAll, expect, test } from 'vitest';
import { importBench, type ImportBench } from '../import/testing/import-files.ts';
import { storeTeacherRow } from './teacher-rows.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readMadeBy } from './made-by.ts';

let bench: ImportBench;
let workspace: Workspace;

beforeAll(async () => {
  bench = await importBench();
  const data = bench.write('data', { 'pairs.jsonl': '{"anchor":"q","positive":"p"}\n' });
  await bench.import([data]);
  workspace = await bench.opened();
});

afterAll(() => bench.remove());

const words = (fingerprint: string) =>
  storeTeacherRow(workspace, {
    summary: { name: 'words', spec: 'bm25', kind: 'bm25', fingerprint, notes: [] },
    options: { k1: 0.9 },
  });
const reranker = { name: 'reranker', fingerprint: 'pairs+one' };

test('a cross-encoder is named with the teacher whose pool it rescores, as long as that is the same', async () => {
  const spec = 'cross-encoder:/models/pairs?from=words';
  await words('one');
  await storeTeacherRow(workspace, {
    summary: { ...reranker, spec, kind: 'cross-encoder', notes: [] },
    options: {},
  });
  const whole = {
    ...reranker,
    spec,
    options: {},
    from: { name: 'words', fingerprint: 'one', spec: 'bm25', options: { k1: 0.9 } },
  };
  expect(await readMadeBy(workspace, reranker)).toEqual(whole);
  await words('one');
  expect(await readMadeBy(workspace, reranker)).toEqual(whole);
  await words('another');
  expect(await readMadeBy(workspace, reranker)).toEqual({ ...whole, from: null });
});

test('a teacher that was replaced since is named by its fingerprint only', async () => {
  const teacher = { name: 'words', fingerprint: 'gone' };
  expect(await readMadeBy(workspace, teacher)).toEqual({ ...teacher, spec: null, options: null });
});
