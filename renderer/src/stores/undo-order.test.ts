import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { createStores, type Stores } from './stores.ts';

const path = '/home/ada/test.negscope';
const pair = { query: 2, document: 9 };

async function open(): Promise<Stores> {
  const host = createMemoryApp({ world: inventWorld(8), workspaces: [path] });
  const stores = createStores(createClient(host.port));
  await stores.openWorkspace(path);
  await vi.waitFor(() => expect(stores.relabel.getState().list).not.toBeNull());
  return stores;
}

/** Times of two steps are apart. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** As Ctrl Z and Ctrl Shift Z do on the query screen. */
async function press(stores: Stores, direction: 'undo' | 'redo'): Promise<string | null> {
  const next = stores.undoOrder[direction]();
  if (next === 'decision') await stores.relabel.getState()[direction]();
  else stores.setting.getState()[direction]();
  return next;
}

test('settings and decisions are taken back in the order in which they were made, and done again', async () => {
  const stores = await open();
  const { relabel, setting } = stores;
  const start = setting.getState().history.present;
  await relabel.getState().decide([pair], 'drop');
  await pause();
  setting.getState().slide(0.7);
  setting.getState().endDrag();
  await pause();
  await relabel.getState().decide([pair], 'promote');
  const end = setting.getState().history.present;

  expect(await press(stores, 'undo')).toBe('decision');
  expect(relabel.getState().list).toMatchObject({ drop: 1, promote: 0 });
  expect(relabel.getState().said).toMatch(/^Took back: promote of .* for query /);
  expect(await press(stores, 'undo')).toBe('setting');
  expect(setting.getState().history.present).toBe(start);
  expect(await press(stores, 'undo')).toBe('decision');
  expect(relabel.getState().list).toMatchObject({ total: 0 });
  expect(stores.undoOrder.undo()).toBeNull();

  expect(await press(stores, 'redo')).toBe('decision');
  expect(await press(stores, 'redo')).toBe('setting');
  expect(await press(stores, 'redo')).toBe('decision');
  expect(stores.undoOrder.redo()).toBeNull();
  expect(setting.getState().history.present).toBe(end);
  expect(relabel.getState().list).toMatchObject({ drop: 0, promote: 1 });
});

test('what was taken back last is done again first, also where a setting was taken back before', async () => {
  const stores = await open();
  stores.setting.getState().slide(0.7);
  stores.setting.getState().undo();
  await pause();
  await stores.relabel.getState().decide([pair], 'drop');
  await pause();
  expect(await press(stores, 'undo')).toBe('decision');
  expect(await press(stores, 'redo')).toBe('decision');
  expect(await press(stores, 'redo')).toBe('setting');
});

test('decisions of an earlier session can be taken back, after the settings of this one', async () => {
  const stores = await open();
  await stores.relabel.getState().decide([pair], 'keep');
  stores.relabel.getState().reset();
  await stores.relabel.getState().refresh();
  stores.setting.getState().slide(0.7);
  expect(await press(stores, 'undo')).toBe('setting');
  expect(await press(stores, 'undo')).toBe('decision');
  expect(stores.relabel.getState().list).toMatchObject({ total: 0 });
});

test('a decision that could not be kept leaves nothing to take back', async () => {
  const { port } = createMemoryApp({ world: inventWorld(8), workspaces: [path] });
  const client = createClient({
    ...port,
    post(message) {
      // What the engine does not know fails.
      const text = JSON.stringify(message).replace('"relabel.decide"', '"relabel.nothing"');
      port.post(JSON.parse(text));
    },
  });
  const stores = createStores(client);
  await stores.workspace.getState().open(path);
  stores.setting.getState().slide(0.7);
  await pause();
  await stores.relabel.getState().decide([pair], 'keep');
  expect(stores.navigation.getState().overlay.kind).toBe('error');
  expect(stores.relabel.getState().made).toEqual([]);
  expect(stores.undoOrder.undo()).toBe('setting');
});
