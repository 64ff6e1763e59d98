import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { latestValue } from './request.ts';
import { shownTuning } from './shown-tuning.ts';
import { createStores, type Stores } from './stores.ts';

/** Answers are counted in this process, and other tests run beside it. */
vi.setConfig({ testTimeout: 20_000 });
const patient = { timeout: 10_000 };

const path = '/home/ada/test.negscope';

async function openTuning(): Promise<{ readonly stores: Stores; readonly asked: string[] }> {
  const host = createMemoryApp({ world: inventWorld(12), workspaces: [path] });
  const asked: string[] = [];
  const post = (message: unknown): void => {
    const name: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'name') : '';
    asked.push(String(name));
    host.port.post(message);
  };
  const stores = createStores(createClient({ ...host.port, post }));
  await stores.openWorkspace(path);
  await vi.waitFor(() => expect(shown(stores)?.naive).toBeTruthy(), patient);
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(12), patient);
  return { stores, asked };
}

function shown(stores: Stores) {
  return shownTuning(stores.tuning.getState());
}

test('a drag over the grid asks nobody and is exact at each value', async () => {
  const { stores, asked } = await openTuning();
  const before = asked.length;
  const kept: number[] = [];
  for (let perc = 950; perc >= 600; perc -= 1) {
    stores.setting.getState().slide(Number(`${perc}e-3`));
    const now = shown(stores);
    expect(now?.trust).toBe('exact');
    kept.push(now?.point.counts.kept ?? Number.NaN);
  }
  expect(asked.slice(before)).toEqual([]);
  expect(kept).toEqual(kept.toSorted((a, b) => b - a));
  stores.setting.getState().endDrag();
  await vi.waitFor(() => {
    const report = latestValue(stores.report.getState().report);
    expect(report?.view.settings.perc).toBe(0.6);
    expect(report?.report.kept).toBe(kept.at(-1));
  }, patient);
});

test('a value between those of the tables is that of the nearest first, and becomes exact by itself', async () => {
  const { stores, asked } = await openTuning();
  stores.setting.getState().slide(0.80004);
  expect(shown(stores)?.trust).toBe('nearest');
  await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  expect(asked).toContain('tune.refine');
});

test('a brush and a search hold the counts and the list alike', async () => {
  const { stores } = await openTuning();
  const whole = shown(stores)?.point.totals.candidates ?? 0;
  stores.filters.getState().brush('rank', { from: 1, to: 4, closed: false });
  stores.filters.getState().search('violin');
  expect(shown(stores)?.trust).toBe('before');
  await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  expect(shown(stores)?.point.totals).toMatchObject({ queries: 2, candidates: 6 });
  expect(whole).toBeGreaterThan(6);
  await vi.waitFor(() => expect(stores.queries.getState().total).toBe(2), patient);
  stores.filters.getState().clear();
  await vi.waitFor(() => expect(shown(stores)?.point.totals.candidates).toBe(whole), patient);
});
