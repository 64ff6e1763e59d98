import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { latestValue } from './request.ts';
import { createStores, type Stores } from './stores.ts';

vi.setConfig({ testTimeout: 20_000 });
const patient = { timeout: 10_000 };
const path = '/home/ada/test.negscope';

/** Stores on the tune screen with numbers, and how often each call was made. */
async function openCounting(): Promise<{ readonly stores: Stores; readonly made: (name: string) => number }> {
  const client = createClient(createMemoryApp({ world: inventWorld(8), workspaces: [path] }).port);
  const calls: string[] = [];
  const stores = createStores({
    ...client,
    call(name, input, options) {
      calls.push(name);
      return client.call(name, input, options);
    },
  });
  await stores.openWorkspace(path);
  await vi.waitFor(() => expect(stores.tuning.getState().tables).not.toBeNull(), patient);
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(8), patient);
  return { stores, made: (name) => calls.filter((call) => call === name).length };
}

/** As a look finds it after somebody else's work. */
function find(stores: Stores, change: (summary: WorkspaceSummary) => Partial<WorkspaceSummary>): void {
  const value = latestValue(stores.workspace.getState().summary);
  if (value === null) throw new Error('the workspace is open');
  stores.workspace.setState({ summary: { kind: 'ready', value: { ...value, ...change(value) } } });
}

test('another teacher under the same name has its own candidates, numbers and rows', async () => {
  const { stores, made } = await openCounting();
  find(stores, ({ teachers }) => ({ teachers: teachers.map((one) => ({ ...one, fingerprint: 'other' })) }));
  expect(stores.view.getState()).toMatchObject({ teacher: 'MiniLM', ready: null });
  await vi.waitFor(() => expect(made('pool.prepare')).toBe(2), patient);
  await vi.waitFor(() => expect(stores.tuning.getState().tables).not.toBeNull(), patient);
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(8), patient);
});

test('of a teacher that was taken out no candidates are left to store or export', async () => {
  const { stores } = await openCounting();
  find(stores, () => ({ teachers: [] }));
  expect(stores.view.getState()).toMatchObject({ teacher: null, ready: null });
});

test('what is looked at stays where something else was added', async () => {
  const { stores, made } = await openCounting();
  find(stores, ({ teachers }) => ({
    teachers: teachers.flatMap((one) => [one, { ...one, name: 'another' }]),
  }));
  expect(stores.view.getState().ready).not.toBeNull();
  expect(made('pool.prepare')).toBe(1);
});

test('other data in the same folder is begun with anew', async () => {
  const { stores } = await openCounting();
  find(stores, () => ({ data_hash: 'other', teachers: [], runs: [] }));
  expect(stores.navigation.getState().screen).toBe('data');
  expect(stores.view.getState()).toMatchObject({ teacher: null, ready: null });
  expect(stores.tuning.getState().tables).toBeNull();
});

test('a run that was stored anew is read again, and one that is gone is forgotten', async () => {
  const { stores, made } = await openCounting();
  const settings = stores.setting.getState().history.present.settings;
  for (const run of ['one', 'two'])
    stores.runs.getState().store({ run, teacher: 'MiniLM', split: 'train', settings, replace: true });
  await vi.waitFor(() => expect(stores.runs.getState().reports.size).toBe(2), patient);
  const listed = (run: string, created: string) => ({
    run,
    created,
    teacher: 'MiniLM',
    split: 'train',
    supplied: false,
  });
  find(stores, () => ({ runs: [listed('one', '2026-01-01'), listed('two', '2026-01-01')] }));
  const before = made('run.report');
  find(stores, () => ({ runs: [listed('one', '2026-01-02')] }));
  expect(made('run.report') - before).toBe(1);
  expect([...stores.runs.getState().reports.keys()]).toEqual(['one']);
});

test('candidates that were stopped and put aside are found after all', async () => {
  const { stores, made } = await openCounting();
  const { jobs, view, setting } = stores;
  setting.getState().change({ poolSize: 7 });
  await vi.waitFor(() => expect(made('pool.prepare')).toBe(2), patient);
  const job = jobs.getState().jobs.find(({ about }) => about === 'pool');
  jobs.getState().cancel(job?.id ?? -1);
  await vi.waitFor(
    () =>
      expect(['cancelled', 'done']).toContain(
        jobs.getState().jobs.find(({ id }) => id === job?.id)?.status.kind,
      ),
    patient,
  );
  jobs.getState().dismiss(job?.id ?? -1);
  view.setState({ ready: null });
  view.getState().prepareAgain();
  await vi.waitFor(() => expect(view.getState().ready?.choice.poolSize).toBe(7), patient);
});
