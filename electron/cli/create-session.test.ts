import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EngineStart } from '../engine/create-engine.ts';
import { silentLogger } from '../engine/log.ts';
import { createWorkspace } from '../engine/workspace/create-workspace.ts';
import { bundleForNode, firstLine, killModule, spawnModule } from '../testing/spawn-module.ts';
import { createSession, type OpenSession } from './create-session.ts';

const patienceMs = 600;

let folder = '';
let path = '';
let module = '';
let holder: ChildProcess;
let session: OpenSession | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-session-'));
  path = join(folder, 'w');
  await (await createWorkspace(path, { appVersion: '1', threads: 1 })).close();
  module = await bundleForNode(new URL('../testing/workspace-process.ts', import.meta.url));
  // The first engine of a process loads what all others find loaded.
  await sessionThat().call(path, 'workspace.open', { workspace: path });
  await session?.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  holder = spawnModule(module, ['hold', path]);
  await firstLine(holder);
});
afterEach(async () => {
  await killModule(holder);
  await session?.close();
});

/** A command's session, whose own engine takes `startMs` to start. */
function sessionThat(startMs = 0): OpenSession {
  const start = async (): Promise<EngineStart> => {
    await wait(startMs);
    return {
      resourcesFolder: folder,
      cacheFolder: folder,
      threads: 1,
      device: 'cpu',
      appVersion: '1',
      log: silentLogger,
    };
  };
  session = createSession(
    {
      out: async () => {},
      err: () => {},
      errColumns: () => null,
      nowMs: () => performance.now(),
      workingFolder: folder,
      environment: {},
      signal: new AbortController().signal,
    },
    { show: () => {}, clear: () => {} },
    start,
    patienceMs,
  );
  return session;
}

const opened = (startMs?: number) => sessionThat(startMs).call(path, 'workspace.open', { workspace: path });

test('waits for whoever holds a workspace from when its own engine is up, however long that took to start', async () => {
  const opening = opened(2 * patienceMs);
  await wait(2 * patienceMs + patienceMs / 3);
  await killModule(holder);
  expect(await opening).toMatchObject({ path });
});

test('waits on while the workspace goes from one holder to the next', async () => {
  const opening = opened();
  // Each turn is shorter than the patience, all together are longer.
  for (let turn = 0; turn < 4; turn++) {
    await wait(patienceMs / 2);
    const started = new Date(turn).toISOString();
    const next = { pid: holder.pid, socket: null, token: null, started };
    await writeFile(join(path, 'holder.json'), JSON.stringify(next));
  }
  await killModule(holder);
  expect(await opening).toMatchObject({ path });
});

test('gives up, naming the process, when the same one holds it all the time', async () => {
  const startedMs = performance.now();
  await expect(opened()).rejects.toMatchObject({
    code: 'workspace-held',
    message: expect.stringContaining(`process ${holder.pid} since`),
  });
  expect(performance.now() - startedMs).toBeGreaterThan(patienceMs);
});
