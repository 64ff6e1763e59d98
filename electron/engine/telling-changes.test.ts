import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngineHandlers } from './handlers/engine-handlers.ts';
import type { Engine } from './engine.ts';
import { engineIn, quietTask, smallWorkspace } from './mine/testing/small-workspace.ts';
import { tellingChanges } from './telling-changes.ts';

let folder: string;
let path: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-changes-'));
  path = join(folder, 'a.negscope');
  engine = engineIn(folder);
  await smallWorkspace(engine, path);
});
afterAll(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
});

it('says so after what may have stored something, also where it failed, and not after a look', async () => {
  const told: (readonly [string, string])[] = [];
  const handlers = tellingChanges(createEngineHandlers(engine), (...change) => told.push(change));
  await handlers['workspace.open']({ workspace: path }, quietTask);
  await handlers['relabel.list']({ workspace: path, offset: 0, limit: 1 }, quietTask);
  expect(told).toEqual([]);
  await handlers['judge.forget']({ workspace: path, judge: 'j', run: 'r', what: 'pool' }, quietTask);
  expect(told).toEqual([[path, 'labels']]);
  await expect(handlers['run.remove']({ workspace: path, run: 'none' }, quietTask)).rejects.toThrow(/none/);
  expect(told).toEqual([
    [path, 'labels'],
    [path, 'rest'],
  ]);
});
