import { afterEach, beforeEach, expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { createRunHandlers } from '../handlers/run-handlers.ts';
import { createTeacherHandlers } from '../handlers/teacher-handlers.ts';
import { openRun } from './open-run.ts';
import {
  quietTask,
  smallWorkspace,
  temporaryEngine,
  type TemporaryEngine,
} from './testing/small-workspace.ts';

let at: TemporaryEngine;

beforeEach(async () => {
  at = await temporaryEngine();
  await smallWorkspace(at.engine, at.path);
});
afterEach(() => at.remove());

const settings = MiningSettings.parse({ poolSize: 10 });
const mine = (run: string, supplied?: string) =>
  createRunHandlers(at.engine)['run.mine'](
    { workspace: at.path, teacher: 'r', run, replace: true, settings, ...(supplied ? { supplied } : {}) },
    quietTask,
  );
const remove = (run: string) =>
  createRunHandlers(at.engine)['run.remove']({ workspace: at.path, run }, quietTask);
const replaceTeacher = (spec: string) =>
  createTeacherHandlers(at.engine)['teacher.add'](
    { workspace: at.path, name: 'r', spec, options: {}, replace: true },
    quietTask,
  );
const madeBy = async (run: string) => (await openRun(await at.engine.workspaces.open(at.path), run)).madeBy;

test('a run remembers the teacher that made it, whatever has its name later', async () => {
  const { teacher } = await mine('a');
  const before = await madeBy('a');
  expect(before).toEqual({ ...teacher, spec: 'random:7', options: {} });
  await replaceTeacher('bm25');
  expect(await madeBy('a')).toEqual(before);
  await mine('b');
  expect(await madeBy('b')).toMatchObject({ name: 'r', spec: 'bm25' });
  await mine('a');
  expect(await madeBy('a')).toMatchObject({ name: 'r', spec: 'bm25' });
});

test('a run of before this was written down has what is known of its teacher now', async () => {
  const { teacher } = await mine('a');
  const { database } = await at.engine.workspaces.open(at.path);
  await database.run('UPDATE runs SET made_by = NULL');
  expect(await madeBy('a')).toEqual({ ...teacher, spec: 'random:7', options: {} });
  await replaceTeacher('random:8');
  expect(await madeBy('a')).toEqual({ ...teacher, spec: null, options: null });
});

test('negatives that came with the data stay while a mined run has decided about them', async () => {
  await mine('a', 'supplied');
  await mine('b', 'supplied');
  await expect(remove('supplied')).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('run "a", run "b" decided about them'),
  });
  await remove('a');
  await remove('b');
  await remove('supplied');
  await expect(openRun(await at.engine.workspaces.open(at.path), 'supplied')).rejects.toMatchObject({
    code: 'not-found',
  });
});
