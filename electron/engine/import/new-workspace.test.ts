import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { importLabels } from '../labels/import-labels.ts';
import { personLabels } from '../plans/labels-of-people.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import { putImportedLabel } from '../plans/testing/put-imported-label.ts';
import { fillNewWorkspace } from './new-workspace.ts';
import { type ImportBench, importBench, quietTask } from './testing/import-files.ts';

let bench: ImportBench;
let data = '';
beforeAll(async () => {
  bench = await importBench();
  data = join(bench.write('data', { 'pairs.jsonl': '{"query":"a","positive":"b"}\n' }), 'pairs.jsonl');
});
afterAll(() => bench.remove());

test('makes the folders above a workspace', async () => {
  const workspace = join(bench.folder, 'deep', 'er', 'w.negscope');
  await bench.import([data], { workspace, replace: false });
  expect(await readdir(join(bench.folder, 'deep', 'er'))).toEqual(['w.negscope']);
});

test('takes the folders away again that it made for one that failed', async () => {
  const workspace = join(bench.folder, 'other', 'er', 'w.negscope');
  await expect(bench.import([data], { workspace, split: 'none' })).rejects.toThrow('none');
  expect(await readdir(bench.folder)).not.toContain('other');
});

test('refuses to replace a workspace in which a call goes on, which still has it afterwards', async () => {
  await bench.import([data]);
  const opened = await bench.opened();
  let finish = (): void => {};
  const work = new Promise<void>((resolve) => (finish = resolve));
  const call = bench.engine.workspaces.during(opened.path, 'teacher.embed', () => work);
  await expect(bench.import([data])).rejects.toMatchObject({
    code: 'workspace-held',
    message: `${opened.path}: work is in progress in it (encoding); wait until that is done or cancel it, then try again`,
  });
  expect(await bench.opened()).toBe(opened);
  expect(await readdir(bench.folder)).not.toContainEqual(expect.stringMatching(/\.new-|\.old-/u));
  finish();
  await call;
});

test('saves the labels of a workspace that it replaces, so that they can be taken in again', async () => {
  const saved = (number: string) => join(bench.folder, `w.labels${number}.jsonl`);
  expect(await bench.import([data])).not.toHaveProperty('labels_saved');
  const before = await bench.opened();
  await putAnnotation(before, { query: 0, document: 0 }, 'partly');
  await putImportedLabel(before, { query: 0, document: 0 }, true, { kind: 'judge', annotator: 'm' });
  const { labels_saved: first } = await bench.import([data]);
  expect(first).toEqual({ path: saved(''), labels: 2 });
  const workspace = await bench.opened();
  const taken = { path: saved(''), by: 'nobody', kind: 'human' } as const;
  expect(await importLabels(workspace, taken, quietTask)).toMatchObject({ labels: 1, refused_total: 1 });
  expect(await personLabels(workspace)).toEqual([
    expect.objectContaining({ annotator: 'anna', value: 'partly' }),
  ]);
  // A file of an earlier time stays as it is.
  const { labels_saved: second } = await bench.import([data]);
  expect(second).toEqual({ path: saved('-2'), labels: 1 });
  expect(await bench.import([data])).not.toHaveProperty('labels_saved');
  expect((await readdir(bench.folder)).filter((name) => name.includes('labels'))).toEqual([
    'w.labels-2.jsonl',
    'w.labels.jsonl',
  ]);
});

test('replaces nothing when the labels cannot be saved, and what is damaged all the same', async () => {
  await bench.import([data]);
  const { surroundings, workspaces } = bench.engine;
  const { appVersion, threads } = surroundings;
  const path = join(bench.folder, 'w.negscope');
  const fails = async (): Promise<void> => {
    throw new Error('the disk is full');
  };
  const target = { path, replace: true, appVersion, threads, workspaces, onReplace: fails };
  await expect(fillNewWorkspace(target, async () => 1)).rejects.toThrow('the disk is full');
  const { database } = await bench.opened();
  expect(await database.all(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM queries')).toEqual([
    { n: 1 },
  ]);
  expect(await readdir(bench.folder)).not.toContainEqual(expect.stringMatching(/\.new-|\.old-/u));
  await workspaces.letGo(path);
  await truncate(join(path, 'workspace.json'), 3);
  await expect(fillNewWorkspace(target, async () => 1)).resolves.toBe(1);
});

test('waits for short reads of the workspace it replaces; none of them fails, and the next one has the new data', async () => {
  await bench.import([data]);
  const opened = await bench.opened();
  let replaced = false;
  const read = async (milliseconds: number): Promise<void> => {
    const { database } = await bench.opened();
    await wait(milliseconds);
    await database.run('SELECT count(*) FROM queries');
  };
  const window = async (milliseconds: number): Promise<void> => {
    while (!replaced) {
      await bench.engine.workspaces.during(opened.path, 'queries.page', () => read(milliseconds));
      await wait(10 * Math.random());
    }
  };
  const windows = [1, 5, 20].map(window);
  await bench.import([data]);
  replaced = true;
  await Promise.all(windows);
  expect(await bench.opened()).not.toBe(opened);
});

test.skipIf(process.platform !== 'linux').each(['/proc/negscope/w', '/proc/w', '/dev/null/w'])(
  'says at once that no workspace can be made at %s',
  async (workspace) => {
    await expect(bench.import([data], { workspace })).rejects.toMatchObject({
      code: 'invalid-input',
      message: `${workspace}: no workspace can be made there; choose another place`,
    });
  },
);
