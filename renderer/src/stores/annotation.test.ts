import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { draftOf, isAtEnd, itemOn, type LabelSession } from './annotation/label-session.ts';
import { createStores, type Stores } from './stores.ts';

/** Answers are counted in this process, and other tests run beside it. */
vi.setConfig({ testTimeout: 20_000 });
const patient = { timeout: 10_000 };

const workspace = '/home/ada/test.negscope';

async function openQueue(
  pairs: number,
  wrap: (client: Client) => Client = (client) => client,
): Promise<{
  readonly client: Client;
  readonly stores: Stores;
  readonly crash: () => void;
  readonly session: () => LabelSession;
}> {
  const host = createMemoryApp({ world: inventWorld(12), workspaces: [workspace] });
  const client = createClient(host.port);
  const stores = createStores(wrap(client));
  await stores.annotation.getState().pick({
    workspace,
    annotator: 'ada',
    name: 'by hand',
    pairs: Array.from({ length: pairs }, (_, document) => ({ query: 0, document })),
  });
  const session = (): LabelSession => {
    const own = stores.annotation.getState().session;
    if (own === null) throw new Error('no queue is open');
    return own;
  };
  await vi.waitFor(() => expect(itemOn(session())).not.toBeNull(), patient);
  return { client, stores, crash: host.crash, session };
}

test('the next pair is on screen at once, and saved is said only after the engine said so', async () => {
  const { stores, session } = await openQueue(30);
  const first = itemOn(session())?.place;
  stores.annotation.getState().actions?.label('not');
  expect(itemOn(session())?.place).not.toBe(first);
  expect(session()).toMatchObject({ saved: null, queue: { labelled: 0 } });
  expect(session().waiting).toHaveLength(1);
  await vi.waitFor(() => expect(session().saved?.label.value).toBe('not'), patient);
  expect(session()).toMatchObject({ waiting: [], queue: { labelled: 1 } });
});

test('a hand faster than the engine labels every pair once, skipped ones last, to the end', async () => {
  const { stores, session } = await openQueue(30);
  const { actions } = stores.annotation.getState();
  const seen: number[] = [];
  let skips = 0;
  while (!isAtEnd(session())) {
    const item = itemOn(session());
    if (item === null) await new Promise((resolve) => setTimeout(resolve, 5));
    else if (skips < 3 && seen.length % 4 === 3) {
      skips += 1;
      actions?.skip();
    } else {
      seen.push(item.place);
      actions?.label('relevant');
    }
  }
  expect(seen.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 30 }).keys()]);
  await vi.waitFor(() => expect(session().queue).toMatchObject({ labelled: 30, skipped: 0 }), patient);
});

test('undo and redo lead to their pair, without limit', async () => {
  const { stores, session } = await openQueue(12);
  const { actions } = stores.annotation.getState();
  for (let i = 0; i < 5; i += 1) actions?.label('partly');
  for (let i = 0; i < 5; i += 1) actions?.undo();
  await vi.waitFor(() => expect(session().waiting).toEqual([]), patient);
  expect(session()).toMatchObject({ queue: { labelled: 0 }, canUndo: false, canRedo: true });
  expect(itemOn(session())).toMatchObject({ place: 0, value: null });
  for (let i = 0; i < 5; i += 1) actions?.redo();
  await vi.waitFor(() => expect(session().queue.labelled).toBe(5), patient);
  expect(itemOn(session())).toMatchObject({ place: 4, value: 'partly' });
});

test('a failed save stops the queue, keeps what was labelled, and goes on when asked to', async () => {
  let isFull = true;
  const { stores, session } = await openQueue(12, (client) => ({
    ...client,
    call: (name, input, options) =>
      isFull && name === 'annotate.record'
        ? Promise.reject(new AppError('disk-full', 'no space is left'))
        : client.call(name, input, options),
  }));
  const { actions } = stores.annotation.getState();
  actions?.label('relevant');
  await vi.waitFor(() => expect(session().stopped?.code).toBe('disk-full'), patient);
  const here = itemOn(session())?.place;
  actions?.label('not');
  expect(itemOn(session())?.place).toBe(here);
  expect(session()).toMatchObject({
    saved: null,
    waiting: [{ kind: 'record', label: { value: 'relevant' } }],
  });
  isFull = false;
  actions?.retry();
  await vi.waitFor(() => expect(session().queue.labelled).toBe(1), patient);
  expect(session()).toMatchObject({ stopped: null, waiting: [] });
});

test('an engine that ends under a save is asked again, and nothing is labelled twice', async () => {
  const { stores, crash, session } = await openQueue(12);
  const { actions } = stores.annotation.getState();
  actions?.label('relevant');
  crash();
  actions?.label('not');
  await vi.waitFor(() => expect(session().queue.labelled).toBe(2), patient);
  // One undo for each label: the first was not stored a second time.
  actions?.undo();
  actions?.undo();
  await vi.waitFor(() => expect(session()).toMatchObject({ waiting: [], canUndo: false }), patient);
  expect(session().queue.labelled).toBe(0);
});

test('a note on a labelled pair is saved with the label it has', async () => {
  const { stores, session } = await openQueue(12);
  const { actions } = stores.annotation.getState();
  actions?.label('relevant');
  actions?.back();
  actions?.setNote('names the builder');
  await vi.waitFor(
    () => expect(session().saved?.label).toMatchObject({ value: 'relevant', note: 'names the builder' }),
    patient,
  );
});

test('a note on a pair without a label is there when the queue is come back to', async () => {
  const { stores, session } = await openQueue(12);
  const { desk, queue } = session();
  const place = itemOn(session())?.place ?? -1;
  stores.annotation.getState().actions?.setNote('the year is missing');
  stores.annotation.getState().actions?.skip();
  stores.annotation.getState().actions?.label('relevant');
  await vi.waitFor(() => expect(session().waiting).toEqual([]), patient);
  stores.annotation.getState().leave();
  stores.annotation.getState().open(desk.workspace, queue);
  stores.annotation.getState().actions?.goTo(place);
  await vi.waitFor(() => expect(itemOn(session())?.place).toBe(place), patient);
  const item = itemOn(session());
  expect(item && draftOf(session(), item)).toMatchObject({ note: 'the year is missing' });
  stores.annotation.getState().actions?.label('partly');
  await vi.waitFor(
    () => expect(session().saved?.label).toMatchObject({ value: 'partly', note: 'the year is missing' }),
    patient,
  );

  // Under the same path another workspace may lie by now: what was written beside pairs of this one is not for that.
  stores.annotation.getState().actions?.setNote('of the old data');
  stores.annotation.getState().actions?.skip();
  const there = itemOn(session())?.place ?? -1;
  stores.annotation.getState().actions?.setNote('of the old data');
  stores.annotation.getState().actions?.skip();
  await vi.waitFor(() => expect(session().waiting).toEqual([]), patient);
  stores.annotation.getState().reset();
  stores.annotation.getState().open(desk.workspace, queue);
  stores.annotation.getState().actions?.goTo(there);
  await vi.waitFor(() => expect(itemOn(session())?.place).toBe(there), patient);
  const other = itemOn(session());
  expect(other && draftOf(session(), other)).toMatchObject({ note: '' });
});

test('what another window labelled is never written over: the queue stops, says so, and goes on anew', async () => {
  const { client, stores, session } = await openQueue(12);
  const { actions } = stores.annotation.getState();
  const { desk } = session();
  const pair = itemOn(session());
  if (pair === null) throw new Error('no pair is on screen');
  const { query, document, place } = pair;
  const label = { query, document, value: 'relevant' as const };
  await client.call('annotate.record', { ...desk, label, visible: [], milliseconds: 1 });
  actions?.label('not');
  await vi.waitFor(() => expect(session().stopped?.code).toBe('changed-elsewhere'), patient);
  expect(session()).toMatchObject({ saved: null, waiting: [{ kind: 'record', label: { value: 'not' } }] });

  stores.annotation.getState().openAnew();
  await vi.waitFor(() => expect(itemOn(session())).not.toBeNull(), patient);
  expect(session()).toMatchObject({ stopped: null, waiting: [], queue: { labelled: 1 } });
  expect(itemOn(session())?.place).not.toBe(place);
  stores.annotation.getState().actions?.label('not');
  await vi.waitFor(() => expect(session().queue.labelled).toBe(2), patient);
  const { items } = await client.call('annotate.items', { ...desk, from: place, limit: 1 });
  expect(items[0]?.value).toBe('relevant');
});

test('a killed window whose storage lags behind the engine is no other window', async () => {
  const storage = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { client, stores, session } = await openQueue(12);
  const { actions } = stores.annotation.getState();
  // What reached the storage last: two labels on their way, though the engine took them and one more.
  actions?.label('relevant');
  actions?.label('not');
  const lagging = [...storage];
  expect(lagging).toHaveLength(1);
  actions?.label('partly');
  await vi.waitFor(() => expect(session().queue.labelled).toBe(3), patient);
  for (const [key, value] of lagging) storage.set(key, value);

  const next = createStores(client).annotation;
  next.getState().open(workspace, session().queue);
  await vi.waitFor(() => expect(next.getState().session?.waiting).toEqual([]), patient);
  await vi.waitFor(() => {
    const own = next.getState().session;
    expect(own && itemOn(own)).not.toBeNull();
  }, patient);
  next.getState().actions?.label('relevant');
  await vi.waitFor(() => expect(next.getState().session?.queue.labelled).toBe(4), patient);
  expect(next.getState().session?.stopped).toBeNull();
});

test('a window that is come back to says at once that the queue went on elsewhere', async () => {
  const { client, stores, session } = await openQueue(12);
  stores.annotation.getState().actions?.label('not');
  await vi.waitFor(() => expect(session().saved?.label.value).toBe('not'), patient);
  stores.annotation.getState().lookAround();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(session().stopped).toBeNull();
  await client.call('annotate.undo', { ...session().desk });
  stores.annotation.getState().lookAround();
  await vi.waitFor(() => expect(session().stopped?.code).toBe('changed-elsewhere'), patient);
  expect(session().waiting).toEqual([]);
});
