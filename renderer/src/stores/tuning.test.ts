import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { brushKinds, type BrushKind } from '../../../shared/tuning/brush-index.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { rowAt } from './row-blocks.ts';
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

function firsts(sums: Readonly<Record<string, Float64Array>>): [string, number][] {
  return Object.entries(sums).map(([name, [sum = 0]]) => [name, sum]);
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
    const { blocks } = stores.queries.getState();
    const rows = Array.from({ length: 12 }, (_, at) => rowAt(blocks, at)?.kept ?? Number.NaN);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(kept.at(-1));
  }, patient);
});

test('a value between those of the tables is that of the nearest first, and becomes exact by itself', async () => {
  const { stores, asked } = await openTuning();
  stores.setting.getState().slide(0.80004);
  expect(shown(stores)?.trust).toBe('nearest');
  await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  expect(asked).toContain('tune.refine');
});

test('after its first move a brush asks nobody, and has the numbers that the engine would count', async () => {
  const { stores, asked } = await openTuning();
  const { brush } = stores.filters.getState();
  const edges = (kind: BrushKind): ArrayLike<number> => {
    const point = shown(stores)?.point;
    if (point === undefined) throw new Error('there are numbers');
    return { score: point.scores, difference: point.differences, rank: point.ranks, loss: point.losses }[kind]
      .edges;
  };
  for (const kind of brushKinds) {
    const put = (first: number, end: number): void => {
      const x = edges(kind);
      brush(kind, { from: x[first] ?? 0, to: x[end] ?? 0, closed: end === x.length - 1 });
    };
    const last = edges(kind).length - 1;
    const indexes = asked.filter((name) => name === 'tune.brush').length;
    put(0, 1);
    await vi.waitFor(
      () => expect(asked.filter((name) => name === 'tune.brush')).toHaveLength(indexes + 1),
      patient,
    );
    await vi.waitFor(() => {
      put(0, 2);
      put(0, last);
      expect(shown(stores)?.trust).toBe('exact');
    }, patient);
    const before = asked.filter((name) => name === 'tune.filter').length;
    for (let first = 0; first < last; first += 3) {
      put(first, last);
      expect(shown(stores)?.trust).toBe('exact');
      const { question, point } = stores.tuning.getState();
      if (question === null) throw new Error('something is asked');
      const { view, filter, lossTemperature } = question;
      const counted = await stores.api.call('tune.filter', { ...view, filter, lossTemperature });
      const { sums, ...counts } = counted.tables;
      expect(point?.answer.tables).toMatchObject(counts);
      expect(firsts(point?.answer.tables.sums ?? {})).toEqual(
        firsts(sums).map(([name, sum]) => [name, expect.closeTo(sum, 9)]),
      );
    }
    expect(asked.filter((name) => name === 'tune.filter')).toHaveLength(before + Math.ceil(last / 3));
    brush(kind, null);
    await vi.waitFor(() => expect(shown(stores)?.trust).toBe('exact'), patient);
  }
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
