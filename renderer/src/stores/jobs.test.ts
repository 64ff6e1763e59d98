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
    leaves: 'nothing',
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

test.each([
  ['part', 'the work goes on where it was'],
  ['nothing', 'the work began anew'],
] as const)('work of which a stop leaves %s says after a crash that %s', async (leaves, said) => {
  const { host, stores } = start();
  stores.jobs.getState().start({
    title: 'Interrupted',
    about: 'test',
    leaves,
    work: async (call) => void (await call('teacher.embed', { workspace: path, teacher: 'MiniLM' })),
  });
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.progress).not.toBeNull());
  host.crash();
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('waiting'));
  host.announce('engine.state', { state: 'running', reason: null, restarts: 1 });
  await vi.waitFor(() => expect(stores.jobs.getState().jobs[0]?.status.kind).toBe('done'));
  expect(stores.jobs.getState().jobs[0]?.notice).toContain(said);
});

test('work says what a stop leaves of it', async () => {
  const { stores } = start();
  await stores.workspace.getState().open(path);
  const leavesOf = (about: string): string | undefined =>
    stores.jobs.getState().jobs.find((job) => job.about === about)?.leaves;
  stores.teachers.encode('MiniLM');
  expect(leavesOf('teacher:MiniLM')).toBe('part');
  stores.runs
    .getState()
    .export({ run: 'one', format: 'trec', out: '/home/ada/one.txt', candidates: false }, null);
  expect(leavesOf('export')).toBe('no-file');
  stores.view.getState().choose({ teacher: 'MiniLM', split: 'train' });
  stores.navigation.getState().go('tune');
  await vi.waitFor(() => expect(leavesOf('pool')).toBe('nothing'));
});
