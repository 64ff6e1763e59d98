import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../../log.ts';
import { writeNpy } from '../../npy/write-npy.ts';
import { poolRequest } from '../../pools/pool-request.ts';
import type { Task } from '../../task.ts';
import { createWorkspace } from '../../workspace/create-workspace.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Teacher } from '../teacher.ts';
import { openNpyTeacher } from './npy-teacher.ts';

const task: Task = { signal: new AbortController().signal, progress: () => {} };
let folder = '';
let workspace: Workspace;

/** Five source records: the second was refused, the fourth is a duplicate id; a text outside the corpus has no record. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npy-teacher-'));
  workspace = await createWorkspace(join(folder, 'w.negscope'), { appVersion: '1', threads: 1 });
  const { database } = workspace;
  await database.run(
    `INSERT INTO documents VALUES (0,'a','','a',0,true,0), (1,'c','','c',1,true,2), (2,'e','','e',2,true,4), (3,'x','','x',3,false,NULL)`,
  );
  await database.run(`INSERT INTO queries VALUES (0,'q','[]'::VARCHAR[],'q',-1,1)`);
  await database.run(`INSERT INTO qrels VALUES (0,1,1,'train'), (0,3,1,'train')`);
  await database.run(`INSERT INTO source_records VALUES ('documents',5), ('queries',2)`);
  await writeNpy(join(folder, 'q.npy'), '<f4', [2, 2], new Float32Array([9, 9, 3, 4]));
});
afterEach(async () => {
  await workspace.close();
  await rm(folder, { recursive: true });
});

function open(documents = 'd.npy', queries = 'q.npy', options = {}): Promise<Teacher> {
  return openNpyTeacher({
    workspace,
    surroundings: {
      resourcesFolder: folder,
      cacheFolder: join(folder, 'cache'),
      threads: 1,
      device: 'cpu',
      appVersion: '1',
      log: silentLogger,
    },
    target: `${join(folder, documents)},${join(folder, queries)}`,
    options,
    openOther: () => Promise.reject(new Error('none')),
  });
}

test('row i belongs to record i; rows of refused and duplicate records are read over; the cosine is the default', async () => {
  await writeNpy(join(folder, 'd.npy'), '<f8', [5, 2], new Float64Array([10, 0, 7, 7, 0, 2, 7, 7, -1, 0]));
  const teacher = await open();
  expect(teacher.summary).toMatchObject({ kind: 'npy', dimensions: 2, similarity: 'cosine' });
  const { request } = poolRequest(await workspace.dataSet(), 'train', 5);
  const pool = await (await teacher.retriever(task)).retrieve(request, task);
  expect([...pool.documents]).toEqual([0, 2, -1, -1, -1]);
  expect([...pool.counts]).toEqual([2]);
  expect([...pool.scores]).toEqual([0.6, -0.6, 0, 0, 0].map(Math.fround));
  expect([...pool.positives.scores]).toEqual([Math.fround(0.8), Number.NaN]);
  await teacher.close();
});

test('the fingerprint follows content and similarity, not the file name', async () => {
  const rows = new Float32Array([1, 0, 7, 7, 0, 1, 7, 7, -1, 0]);
  await writeNpy(join(folder, 'd.npy'), '<f4', [5, 2], rows);
  await writeNpy(join(folder, 'same.npy'), '<f4', [5, 2], rows);
  await writeNpy(
    join(folder, 'other.npy'),
    '<f4',
    [5, 2],
    rows.map((x) => 2 * x),
  );
  const fingerprint = async (...all: Parameters<typeof open>): Promise<string> =>
    (await open(...all)).summary.fingerprint;
  const own = await fingerprint();
  expect(await fingerprint('same.npy')).toBe(own);
  expect(await fingerprint('other.npy')).not.toBe(own);
  expect(await fingerprint('d.npy', 'q.npy', { similarity: 'dot' })).not.toBe(own);
});

test.each([
  ['too few rows', [4, 2], [1, 0, 0, 1, 1, 0, 0, 1], /has 4 rows .* has 5 records/],
  ['other dimensions', [5, 1], [1, 2, 3, 4, 5], /1 dimensions and .* has 2/],
  ['NaN', [5, 2], [1, 0, 1, 0, 1, Number.NaN, 1, 0, 1, 0], /row 2 \(from 0\) holds NaN/],
  ['infinity', [5, 2], [1, 0, 1, 0, 1, 0, 1, 0, 1, -Infinity], /row 4/],
])('refuses %s', async (_, shape, values, reason) => {
  await writeNpy(join(folder, 'd.npy'), '<f4', shape, new Float32Array(values));
  await expect(open()).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(reason),
  });
});

test('data without record numbers is refused; so are files that are absent or no arrays', async () => {
  await expect(open()).rejects.toMatchObject({ code: 'file-not-found' });
  await writeFile(join(folder, 'd.npy'), 'text');
  await expect(open()).rejects.toMatchObject({ code: 'invalid-input' });
  await writeNpy(join(folder, 'd.npy'), '<f4', [5, 2], new Float32Array(10));
  await workspace.database.run('UPDATE documents SET record = NULL WHERE document = 1');
  await expect(open()).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('no record numbers'),
  });
});
