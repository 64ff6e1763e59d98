import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { createStores } from './stores.ts';

const path = '/home/ada/test.negscope';

function start() {
  const host = createMemoryApp({ world: inventWorld(8), delayMs: 1, workspaces: [path] });
  return { host, stores: createStores(createClient(host.port)) };
}

test('work goes on by itself when the engine stopped under it', async () => {
  const { host, stores } = start();
  await stores.workspace.getState().open(path);
  stores.teachers.encode('MiniLM');
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.progress).not.toBeNull());
  host.crash();
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('waiting'));
  host.announce('engine.state', { state: 'running', reason: 'it ran out of memory', restarts: 1 });
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('done'));
  expect(stores.jobs.getState().jobs[0]?.notice).toContain('it ran out of memory');
});

test('work fails with its error when the engine keeps stopping', async () => {
  const { host, stores } = start();
  stores.jobs.getState().start({
    title: 'Doomed',
    about: 'test',
    work: async (call) => void (await call('teacher.embed', { workspace: path, teacher: 'MiniLM' })),
  });
  for (let restarts = 1; restarts <= 4; restarts += 1) {
    await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('running'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    host.crash();
    if (restarts === 4) break;
    await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('waiting'));
    host.announce('engine.state', { state: 'running', reason: null, restarts });
  }
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status).toMatchObject({ kind: 'failed' }));
});

test('cancelled work can be continued', async () => {
  const { stores } = start();
  await stores.workspace.getState().open(path);
  stores.teachers.encode('MiniLM');
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.progress).not.toBeNull());
  const { cancel, again, jobs } = stores.jobs.getState();
  cancel(jobs[0]?.id ?? -1);
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('cancelled'));
  again(jobs[0]?.id ?? -1);
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('done'));
});
