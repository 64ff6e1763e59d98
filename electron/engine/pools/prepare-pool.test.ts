import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TeacherOptions } from '../../../shared/domain/teacher.ts';
import type { Engine } from '../engine.ts';
import { silentLogger } from '../log.ts';
import { writeNpy } from '../npy/write-npy.ts';
import type { Task } from '../task.ts';
import { storeTeacherRow } from '../teachers/teacher-rows.ts';
import { closeTeachers, tryTeacher } from '../teachers/registry.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { createWorkspaces } from '../workspace/create-workspaces.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { preparePool, readPool } from './prepare-pool.ts';

const task: Task = { signal: new AbortController().signal, progress: () => {} };
let folder = '';
let engine: Engine;
let workspace: Workspace;

/** Eight documents on a line, 0 nearest; 5 is a copy of 4; query 0 has positives 1 (train) and 4 (test) and is itself document 6's text. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pool-'));
  const path = join(folder, 'w.negscope');
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: join(folder, 'cache'),
    threads: 1,
    device: 'cpu',
    appVersion: '1',
    log: silentLogger,
  } as const;
  await (await createWorkspace(path, surroundings)).close();
  engine = { surroundings, workspaces: createWorkspaces(surroundings) };
  workspace = await engine.workspaces.open(path);
  const { database } = workspace;
  await database.run(
    `INSERT INTO documents SELECT range, 'd' || range, '', 't' || range, CASE range WHEN 5 THEN 4 ELSE range END, true, range FROM range(8)`,
  );
  await database.run(
    `INSERT INTO queries VALUES (0,'a',[],'t6',6,0), (1,'b',[],'b',-1,1), (2,'c',[],'c',-1,2)`,
  );
  await database.run(
    `INSERT INTO qrels VALUES (0,1,1,'train'), (0,4,2,'test'), (1,2,0,'train'), (2,0,1,'train'), (2,7,0,'train')`,
  );
  await database.run(`INSERT INTO source_records VALUES ('documents',8), ('queries',3)`);
  await writeNpy(join(folder, 'd.npy'), '<f4', [8, 1], new Float32Array([8, 7, 6, 5, 4, 4, 2, 1]));
  await writeNpy(join(folder, 'q.npy'), '<f4', [3, 1], new Float32Array([1, 1, -1]));
  await addTeacher('line', `npy:${join(folder, 'd.npy')},${join(folder, 'q.npy')}`);
});
afterEach(async () => {
  await closeTeachers(workspace);
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true });
});

async function addTeacher(
  name: string,
  spec: string,
  options: TeacherOptions = { similarity: 'dot' },
): Promise<void> {
  const teacher = await tryTeacher(engine, workspace, { name, spec, options });
  await storeTeacherRow(workspace, { summary: { ...teacher.summary, name, spec }, options });
  await teacher.close();
}

/** As another process would find it: nothing in memory. */
async function reopened(): Promise<Workspace> {
  await closeTeachers(workspace);
  await engine.workspaces.close(workspace.path);
  workspace = await engine.workspaces.open(workspace.path);
  return workspace;
}

test('excludes positives of every split, their copies, the query and duplicates, and counts them by reason', async () => {
  const { pool, excluded } = await preparePool(engine, workspace, 'line', 'train', 4, task);
  expect([...pool.queries]).toEqual([0, 2]);
  expect([...pool.counts]).toEqual([4, 4]);
  expect([...pool.documents]).toEqual([0, 2, 3, 7, 7, 6, 4, 3]);
  expect([...pool.scores]).toEqual([8, 6, 5, 1, -1, -2, -4, -5]);
  expect([...pool.positives.offsets]).toEqual([0, 1, 2]);
  expect([...pool.positives.documents]).toEqual([1, 0]);
  expect([...pool.positives.scores]).toEqual([7, -8]);
  expect(excluded).toEqual({ positive: 3, 'text-of-positive': 1, 'text-of-query': 1, 'duplicate-text': 1 });
});

test('a stored pool comes back as it was made, without its teacher', async () => {
  const made = await preparePool(engine, workspace, 'line', 'train', 4, task);
  await rm(join(folder, 'd.npy'));
  await reopened();
  expect(await readPool(workspace, made.key)).toEqual(made);
  expect(await preparePool(engine, workspace, 'line', 'train', 4, task)).toEqual(made);
});

test('a smaller pool is the first columns of a larger one, under a key of its own', async () => {
  const large = await preparePool(engine, workspace, 'line', 'train', 6, task);
  await rm(join(folder, 'd.npy'));
  const small = await preparePool(engine, await reopened(), 'line', 'train', 2, task);
  expect(small.key).not.toBe(large.key);
  expect([...small.pool.documents]).toEqual([0, 2, 7, 6]);
  expect([...small.pool.scores]).toEqual([8, 6, -1, -2]);
  expect([...small.pool.counts]).toEqual([2, 2]);
  expect(await readPool(await reopened(), small.key)).toEqual(small);
});

test('pools that hold less than the size and the documents allow are short, counted at each size', async () => {
  const run = join(folder, 'scores.trec');
  // Query a may have 4 candidates and gets 2 (d1 is its positive, d5 the copy of one); query c may have 6 and gets 1.
  const lines = ['a d1 9', 'a d2 8', 'a d3 7', 'a d5 6', 'b d1 5', 'c d7 4', 'c d0 3'];
  const trecLine = ([query = '', document = '', score = '']: readonly string[]): string =>
    `${query} Q0 ${document} 1 ${score} x\n`;
  await writeFile(run, lines.map((line) => trecLine(line.split(' '))).join(''));
  await addTeacher('few', `run:${run}`, {});
  const expected: readonly (readonly [size: number, queries: number, missing: number])[] = [
    [8, 2, 2 + 5],
    [5, 2, 2 + 4],
    [2, 1, 1],
    [1, 0, 0],
  ];
  for (const [size, queries, missing] of expected) {
    const { key, shortPools } = await preparePool(engine, workspace, 'few', 'train', size, task);
    expect([size, shortPools]).toEqual([size, { queries, missing }]);
    expect((await readPool(await reopened(), key)).shortPools).toEqual(shortPools);
  }
});

test('a pool with all that may be a candidate is not short', async () => {
  const { shortPools } = await preparePool(engine, workspace, 'line', 'train', 8, task);
  expect(shortPools).toEqual({ queries: 0, missing: 0 });
});

test('rows shorter than the pool end in −1', async () => {
  const { pool } = await preparePool(engine, workspace, 'line', 'train', 6, task);
  expect([...pool.counts]).toEqual([4, 6]);
  expect([...pool.documents.subarray(0, 6)]).toEqual([0, 2, 3, 7, -1, -1]);
});

test('a cancelled retrieval stores nothing', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  const stopped = { ...task, signal: controller.signal };
  await expect(preparePool(engine, workspace, 'line', 'train', 4, stopped)).rejects.toThrow('enough');
  expect(await readdir(workspace.file('candidates'))).toEqual([]);
});

test('a pool of which a part cannot be written leaves nothing, and is made again', async () => {
  const { key } = await preparePool(engine, workspace, 'line', 'train', 4, task);
  const candidates = workspace.file('candidates');
  await rm(candidates, { recursive: true });
  // The fourth of seven arrays.
  const inTheWay = join(candidates, `${key}.counts.npy`);
  await mkdir(join(inTheWay, 'full'), { recursive: true });
  await reopened();
  await expect(preparePool(engine, workspace, 'line', 'train', 4, task)).rejects.toThrow('counts.npy');
  expect(await readdir(candidates)).toEqual([`${key}.counts.npy`]);
  await rm(inTheWay, { recursive: true });
  expect((await preparePool(engine, workspace, 'line', 'train', 4, task)).key).toBe(key);
});

test('a cut array is a damaged workspace; an unknown pool, teacher or split is named', async () => {
  const { key } = await preparePool(engine, workspace, 'line', 'train', 4, task);
  await truncate(workspace.file('candidates', `${key}.scores.npy`), 130);
  await reopened();
  await expect(readPool(workspace, key)).rejects.toMatchObject({ code: 'workspace-damaged' });
  await expect(readPool(workspace, 'nothing')).rejects.toMatchObject({ code: 'file-not-found' });
  await expect(preparePool(engine, workspace, 'nobody', 'train', 4, task)).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(preparePool(engine, workspace, 'line', 'dev', 4, task)).rejects.toMatchObject({
    code: 'wrong-usage',
    message: expect.stringContaining('"test", "train"'),
  });
});
