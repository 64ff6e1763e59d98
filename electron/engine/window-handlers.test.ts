import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { createEngineHandlers } from './handlers/engine-handlers.ts';
import { engineIn, quietTask, smallWorkspace } from './mine/testing/small-workspace.ts';
import { windowHandlers, type WindowHandlers } from './window-handlers.ts';

let folder: string;
let path: string;
let engine: Engine;
let newWindow: () => WindowHandlers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-windows-'));
  path = join(folder, 'a.negscope');
  engine = engineIn(folder);
  await smallWorkspace(engine, path);
  newWindow = windowHandlers(createEngineHandlers(engine));
});
afterAll(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
});

it('closes a workspace when the last window that looks at it leaves it, or is gone', async () => {
  const [first, second] = [newWindow(), newWindow()];
  const input = { workspace: path };
  await first.handlers['workspace.open'](input, quietTask);
  await second.handlers['workspace.open'](input, quietTask);
  await second.handlers['workspace.open'](input, quietTask);
  const held = await engine.workspaces.open(path);

  await second.handlers['workspace.close'](input, quietTask);
  await second.gone();
  expect(await engine.workspaces.open(path)).toBe(held);

  await first.gone();
  expect(await engine.workspaces.open(path)).not.toBe(held);
});
