import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { shownRates } from './shown-rates.ts';
import { createStores, type Stores } from './stores.ts';

/** Answers are counted in this process, and other tests run beside it. */
vi.setConfig({ testTimeout: 30_000 });
const patient = { timeout: 20_000 };

const path = '/home/ada/test.negscope';

async function openRates(labelled: boolean): Promise<{ readonly stores: Stores; readonly asked: string[] }> {
  const host = createMemoryApp({ world: inventWorld(30), workspaces: [path], labelled });
  const asked: string[] = [];
  const post = (message: unknown): void => {
    const name: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'name') : '';
    asked.push(String(name));
    host.port.post(message);
  };
  const stores = createStores(createClient({ ...host.port, post }));
  await stores.openWorkspace(path);
  await vi.waitFor(() => expect(stores.labels.getState().raters).not.toBeNull(), patient);
  return { stores, asked };
}

function shown(stores: Stores) {
  return shownRates(stores.rates.getState());
}

async function settled(stores: Stores): Promise<void> {
  await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  await vi.waitFor(() => expect(stores.tuning.getState().naive).not.toBeNull(), patient);
}

test('nobody is asked for rates before somebody judged or labelled', async () => {
  const { stores, asked } = await openRates(false);
  await vi.waitFor(() => expect(stores.tuning.getState().naive).not.toBeNull(), patient);
  expect(asked.filter((name) => name.startsWith('rates.'))).toEqual([]);
  expect(shown(stores)).toBeNull();
});

test('a drag looks rates up and asks nobody; each value has its own', async () => {
  const { stores, asked } = await openRates(true);
  await settled(stores);
  const before = asked.length;
  const rates = new Set<number | null>();
  for (let perc = 950; perc <= 1050; perc += 1) {
    stores.setting.getState().slide(perc / 1000);
    const now = shown(stores);
    expect([now?.trust, now?.row.value]).toEqual(['exact', perc / 1000]);
    rates.add(now?.row.selected.corrected.estimate ?? null);
  }
  stores.setting.getState().endDrag();
  expect(asked.slice(before).filter((name) => name.startsWith('rates.'))).toEqual([]);
  expect(rates.size).toBeGreaterThan(3);
  expect(asked.filter((name) => name === 'rates.view')).toHaveLength(1);
});

test('between two values of the grid the nearest is shown, marked, until the drag rests', async () => {
  const { stores, asked } = await openRates(true);
  await settled(stores);
  stores.setting.getState().slide(0.90004);
  expect(shown(stores)).toMatchObject({ trust: 'nearest', row: { value: 0.9 } });
  expect(asked).not.toContain('rates.at');
  stores.setting.getState().endDrag();
  await vi.waitFor(
    () => expect(shown(stores)).toMatchObject({ trust: 'exact', row: { value: 0.90004 } }),
    patient,
  );
});

test('a setting without a slider is rated by itself', async () => {
  const { stores } = await openRates(true);
  await settled(stores);
  const looser = shown(stores)?.row.pairs ?? 0;
  stores.setting.getState().chooseMethod('naive', { min: 0, max: 1 });
  await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  expect(shown(stores)?.row.removed.human.estimate).toBe(0);
  expect(shown(stores)?.row.pairs).toBeGreaterThanOrEqual(looser);
});

test('another target or another label is another answer; the old one is marked as before', async () => {
  const { stores, asked } = await openRates(true);
  await settled(stores);
  stores.rates.getState().choose({ target: 'queries-like-these' });
  expect(shown(stores)?.trust).toBe('before');
  await vi.waitFor(
    () => expect(shown(stores)).toMatchObject({ trust: 'exact', context: { target: 'queries-like-these' } }),
    patient,
  );
  const before = asked.filter((name) => name === 'rates.view').length;
  // Labels may have changed on the annotation screen, whatever their counts say.
  stores.navigation.getState().go('annotate');
  stores.navigation.getState().go('tune');
  await vi.waitFor(
    () => expect(asked.filter((name) => name === 'rates.view').length).toBe(before + 1),
    patient,
  );
});

test('a decision is a step that can be taken back, and the open query tells it', async () => {
  const { stores } = await openRates(true);
  await settled(stores);
  await vi.waitFor(() => expect(stores.relabel.getState().list).not.toBeNull(), patient);
  stores.query.getState().open({ query: 3, id: 'q3', text: '' }, 3);
  const decisionNow = () => {
    const { detail } = stores.query.getState();
    return detail.kind === 'ready' ? detail.value.candidates[0]?.decision : undefined;
  };
  await vi.waitFor(() => expect(decisionNow()).toBeNull(), patient);
  const { detail } = stores.query.getState();
  const document = detail.kind === 'ready' ? (detail.value.candidates[0]?.document ?? -1) : -1;
  const { decide, undo, redo } = stores.relabel.getState();
  await decide([{ query: 3, document }], 'promote');
  await vi.waitFor(() => expect(decisionNow()).toBe('promote'), patient);
  expect(stores.relabel.getState().list).toMatchObject({ total: 1, promote: 1 });
  await undo();
  await vi.waitFor(() => expect(decisionNow()).toBeNull(), patient);
  await redo();
  await vi.waitFor(() => expect(decisionNow()).toBe('promote'), patient);
});
