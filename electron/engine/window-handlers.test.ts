import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { createEngineHandlers } from './handlers/engine-handlers.ts';
import { engineIn, quietTask, smallWorkspace } from './mine/testing/small-workspace.ts';
import { windowHandlers, type Windows } from './window-handlers.ts';

let folder: string;
let path: string;
let engine: Engine;
let windows: Windows;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-windows-'));
  path = join(folder, 'a.negscope');
  engine = engineIn(folder);
  await smallWorkspace(engine, path);
  windows = windowHandlers(createEngineHandlers(engine));
});
afterAll(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
});

it('closes a workspace when the last window that looks at it leaves it, or is gone', async () => {
  const [first, second] = [windows.open(() => {}), windows.open(() => {})];
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

it('tells the windows that look at a workspace, and no others, that it has changed', async () => {
  const told: string[] = [];
  const [looking, left] = ['looking', 'left'].map((name) => windows.open((at) => told.push(`${name} ${at}`)));
  windows.open((at) => told.push(`elsewhere ${at}`));
  for (const window of [looking, left])
    await window?.handlers['workspace.open']({ workspace: path }, quietTask);
  await left?.handlers['workspace.close']({ workspace: path }, quietTask);

  windows.changed(path, 'rest');
  windows.changed(join(folder, 'other.negscope'), 'rest');
  expect(told).toEqual([`looking ${path}`]);
  await looking?.gone();
});

it('knows a workspace by whatever path it is named, and tells each window its own', async () => {
  const link = join(folder, 'link.negscope');
  await symlink(path, link);
  const told: string[] = [];
  const [direct, linked] = [windows.open((at) => told.push(at)), windows.open((at) => told.push(at))];
  await direct.handlers['workspace.open']({ workspace: path }, quietTask);
  await linked.handlers['workspace.open']({ workspace: link }, quietTask);
  windows.changed(`${link}/`, 'rest');
  expect(told).toEqual([path, link]);

  const held = await engine.workspaces.open(path);
  await linked.handlers['workspace.close']({ workspace: link }, quietTask);
  expect(await engine.workspaces.open(path)).toBe(held);
  windows.changed(path, 'rest');
  expect(told).toEqual([path, link, path]);
  await direct.gone();
});
