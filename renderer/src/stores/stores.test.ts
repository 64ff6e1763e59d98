import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { rowAt } from './row-blocks.ts';
import { latestValue } from './request.ts';
import { shownTuning } from './shown-tuning.ts';
import { createStores, type Stores } from './stores.ts';

/** Answers are counted in this process, and other tests run beside it. */
vi.setConfig({ testTimeout: 20_000 });
const patient = { timeout: 10_000 };

const path = '/home/ada/test.negscope';

async function openStores(queries = 12): Promise<Stores> {
  const host = createMemoryApp({ world: inventWorld(queries), workspaces: [path] });
  const stores = createStores(createClient(host.port));
  await stores.openWorkspace(path);
  await vi.waitFor(() => expect(selected(stores)).toBeDefined(), patient);
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(queries), patient);
  return stores;
}

function selected(stores: Stores): number | undefined {
  const shown = shownTuning(stores.tuning.getState());
  return shown?.trust === 'exact' ? shown.point.counts.selected : undefined;
}

test('opening a workspace with a teacher ends on the tune screen with numbers', async () => {
  const stores = await openStores();
  expect(stores.navigation.getState().screen).toBe('tune');
  expect(stores.view.getState()).toMatchObject({ teacher: 'MiniLM', split: 'train' });
  expect(selected(stores)).toBeGreaterThan(0);
});

test('the numbers follow the setting, and undo', async () => {
  const stores = await openStores();
  const before = selected(stores);
  stores.setting.getState().slide(0);
  await vi.waitFor(() => expect([undefined, before]).not.toContain(selected(stores)));
  stores.setting.getState().undo();
  await vi.waitFor(() => expect(selected(stores)).toBe(before));
});

test('a search lists what it finds, in the sorted order', async () => {
  const stores = await openStores();
  stores.queries.getState().setOrder({ sort: 'topScore', descending: true });
  stores.filters.getState().search('violin');
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(2));
  const { blocks } = stores.queries.getState();
  const [first, second] = [rowAt(blocks, 0), rowAt(blocks, 1)];
  expect(first?.text).toContain('violin');
  expect(first?.topScore ?? 0).toBeGreaterThanOrEqual(second?.topScore ?? 1);
});

test('steps through queries in the order of the table', async () => {
  const stores = await openStores(120);
  const last = await stores.queries.getState().fetchRow(119);
  if (last === null) throw new Error('there are 120 queries');
  stores.query.getState().open(last, 119);
  await stores.query.getState().step(1);
  expect(stores.query.getState().position).toBe(119);
  await stores.query.getState().step(-1);
  await vi.waitFor(() => expect(latestValue(stores.query.getState().detail)?.query.query).toBe(118));
});

test('never has the candidates of one query under the name of another', async () => {
  const stores = await openStores(120);
  const mixed: unknown[] = [];
  stores.query.subscribe(({ opened, detail }) => {
    const shown = latestValue(detail)?.query.query;
    if (shown !== undefined && shown !== opened?.query) mixed.push([opened, shown]);
  });
  const shown = (): number | undefined => latestValue(stores.query.getState().detail)?.query.query;
  for (const position of [7, 8, 3]) {
    const row = await stores.queries.getState().fetchRow(position);
    if (row === null) throw new Error('there are 120 queries');
    stores.query.getState().open(row, position);
    expect(stores.query.getState().opened).toMatchObject({ id: row.id, text: row.text });
    expect(shown()).toBeUndefined();
    await vi.waitFor(() => expect(shown()).toBe(row.query));
  }
  expect(mixed).toEqual([]);
});

test('the sample opens in one go and lands on the tune screen', async () => {
  const host = createMemoryApp({ world: inventWorld(12) });
  const stores = createStores(createClient(host.port));
  stores.openSample();
  await vi.waitFor(() => expect(stores.navigation.getState().screen).toBe('tune'), { timeout: 3000 });
  await vi.waitFor(() => expect(selected(stores)).toBeDefined(), patient);
});

test.each([
  ['dataset.import', false],
  ['teacher.embed', true],
] as const)(
  'the sample, cancelled during %s, is among the recent workspaces: %s',
  async (during, isThere) => {
    const { port } = createMemoryApp({ world: inventWorld(12), delayMs: 5 });
    const asked: unknown[] = [];
    const client = createClient({
      ...port,
      post(message) {
        asked.push(message);
        port.post(message);
      },
    });
    const { openSample, jobs, recent } = createStores(client);
    openSample();
    await vi.waitFor(() => expect(JSON.stringify(asked)).toContain(`"${during}"`));
    const status = () => jobs.getState().jobs[0]?.status.kind;
    jobs.getState().cancel(jobs.getState().jobs[0]?.id ?? -1);
    await vi.waitFor(() => expect(status()).toBe('cancelled'), patient);
    await recent.getState().load();
    const paths = latestValue(recent.getState().list)?.map((one) => one.path);
    expect(paths?.includes('/home/ada/sample.negscope')).toBe(isThere);
  },
);

test('a change during a look is looked at once more', async () => {
  const host = createMemoryApp({ world: inventWorld(8), workspaces: [path] });
  const client = createClient(host.port);
  let looks = 0;
  const counting: typeof client = {
    ...client,
    call(name, input, options) {
      if (name === 'workspace.open') looks += 1;
      return client.call(name, input, options);
    },
  };
  const stores = createStores(counting);
  await stores.openWorkspace(path);
  const before = looks;
  const { look } = stores.workspace.getState();
  await Promise.all([look(), look(), look()]);
  expect(looks - before).toBe(2);
});
