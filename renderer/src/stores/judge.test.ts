import { expect, test, vi } from 'vitest';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { hasItsPrices, isUsedUp, leftOfBudget, noSpending, spendingAfter } from './judge-budget.ts';
import { isSameQuestion, judgeJob, type JudgeInput } from './judge.ts';
import { latestValue } from './request.ts';
import { createStores } from './stores.ts';

const path = '/home/ada/test.negscope';
const input: JudgeInput = {
  workspace: path,
  run: 'a',
  judge: { endpoint: 'http://127.0.0.1:11434/v1', model: 'm' },
  limits: { maxCalls: 120 },
};

async function start() {
  const host = createMemoryApp({ world: inventWorld(8), delayMs: 1, workspaces: [path] });
  const stores = createStores(createClient(host.port));
  await stores.workspace.getState().open(path);
  const job = () => stores.jobs.getState().jobs.find(({ about }) => about === judgeJob('run'));
  return { host, stores, job };
}

test('a budget holds for the whole run, however often it is paused', async () => {
  const { stores, job } = await start();
  stores.judge.getState().run(input);
  await vi.waitFor(() => expect(job()?.progress?.judge?.calls).toBeGreaterThan(20));
  stores.jobs.getState().cancel(job()?.id ?? -1);
  await vi.waitFor(() => expect(job()?.status.kind).toBe('cancelled'));
  stores.jobs.getState().again(job()?.id ?? -1);
  await vi.waitFor(() => expect(job()?.status.kind).toBe('done'), { timeout: 10_000 });
  expect(stores.judge.getState().report?.value).toMatchObject({ judged: 120, stopped: 'budget' });
  await vi.waitFor(() =>
    expect(latestValue(stores.judge.getState().judges)?.map(({ judged }) => judged)).toEqual([120]),
  );
});

test('with a larger budget it goes on, and what was used before counts', async () => {
  const { stores, job } = await start();
  stores.judge.getState().run(input);
  await vi.waitFor(() => expect(job()?.status.kind).toBe('done'), { timeout: 10_000 });
  const stopped = stores.judge.getState().report;
  expect(stopped?.spent.calls).toBe(120);
  stores.judge.getState().run({ ...input, limits: { maxCalls: 150 } }, stopped?.spent);
  await vi.waitFor(() => expect(stores.judge.getState().report?.spent.calls).toBe(150), { timeout: 10_000 });
  expect(stores.judge.getState().report?.value).toMatchObject({ judged: 150, stopped: 'budget' });
});

test('nor does it begin anew when the engine stopped under it', async () => {
  const { host, stores, job } = await start();
  stores.judge.getState().run(input);
  await vi.waitFor(() => expect(job()?.progress?.judge?.calls).toBeGreaterThan(20));
  host.crash();
  await vi.waitFor(() => expect(job()?.status.kind).toBe('waiting'));
  host.announce('engine.state', { state: 'running', reason: null, restarts: 1 });
  await vi.waitFor(() => expect(job()?.status.kind).toBe('done'), { timeout: 10_000 });
  const judged = stores.judge.getState().report?.value.judged ?? 0;
  // What was asked after the engine's last word before it stopped is beyond it.
  expect(judged).toBeGreaterThanOrEqual(120);
  expect(judged).toBeLessThanOrEqual(122);
});

test('what was stopped in another window goes on with its question and what is left of its budget', async () => {
  const { host, stores, job } = await start();
  stores.judge.getState().run({ ...input, limit: 200 });
  await vi.waitFor(() => expect(job()?.progress?.judge?.calls).toBeGreaterThan(20));
  stores.jobs.getState().cancel(job()?.id ?? -1);
  await vi.waitFor(() => expect(job()?.status.kind).toBe('cancelled'));

  const others = createStores(createClient(host.port));
  await others.workspace.getState().open(path);
  await vi.waitFor(() => expect(others.judge.getState().unfinished).toHaveLength(1));
  const [left] = others.judge.getState().unfinished;
  if (!left) throw new Error('something is left');
  expect(left).toMatchObject({ run: 'a', what: 'selected', pairs: 200 });
  others.judge.getState().resume(left);
  await vi.waitFor(() => expect(others.judge.getState().report?.value).toBeDefined(), { timeout: 10_000 });
  expect(others.judge.getState().report?.value).toMatchObject({ pairs: 200, judged: 120, stopped: 'budget' });
  // What is left is asked about when the report is there.
  await vi.waitFor(() => expect(others.judge.getState().unfinished).toEqual([]));
});

test('a paused run that is dismissed is not offered again', async () => {
  const { stores, job } = await start();
  stores.judge.getState().run(input);
  await vi.waitFor(() => expect(job()?.progress?.judge?.calls).toBeGreaterThan(20));
  stores.jobs.getState().cancel(job()?.id ?? -1);
  await vi.waitFor(() => expect(stores.judge.getState().unfinished).toHaveLength(1));
  await stores.judge.getState().forgetLast();
  await vi.waitFor(() => expect(stores.judge.getState().unfinished).toEqual([]));
});

test('what is left of a budget is never below nothing, and what has no limit gets none', () => {
  const figures = { calls: 7, tokens: { in: 90, out: 20 }, cost: 0.5, concurrency: 4, failed: {} };
  const spent = spendingAfter(spendingAfter(noSpending, figures), figures);
  expect(spent).toEqual({ calls: 14, tokens: 220, cost: 1 });
  expect(leftOfBudget({ maxCalls: 20, maxTokens: 200, maxCost: 1.5, priceIn: 1 }, spent)).toEqual({
    maxCalls: 6,
    maxTokens: 0,
    maxCost: 0.5,
    priceIn: 1,
  });
  expect(leftOfBudget({ concurrency: 4 }, spent)).toEqual({ concurrency: 4 });
  expect(spendingAfter(spent, undefined)).toEqual(spent);
});

test('a budget is used up when nothing is left of it, or when it is still the one that stopped the run', () => {
  const spent = { calls: 20, tokens: 900, cost: 0.5 };
  expect(isUsedUp({}, spent)).toBe(false);
  expect(isUsedUp({ maxCalls: 20 }, spent)).toBe(true);
  expect(isUsedUp({ maxCalls: 21, maxTokens: 800 }, spent)).toBe(true);
  expect(isUsedUp({ maxTokens: 1000 }, spent)).toBe(false);
  expect(isUsedUp({ maxTokens: 1000 }, spent, { maxTokens: 1000 })).toBe(true);
  expect(isUsedUp({ maxTokens: 2000 }, spent, { maxTokens: 1000 })).toBe(false);
  expect(hasItsPrices({ maxCost: 1, priceIn: 1 })).toBe(false);
  expect(hasItsPrices({ maxCost: 1, priceIn: 1, priceOut: 0 })).toBe(true);
});

test('an estimate of one wave is none of a wave over another rule, or leaning elsewhere', () => {
  const wave: JudgeInput = { ...input, what: 'plan', grid: { slider: 'perc-pos', at: 0.95 } };
  expect(isSameQuestion(wave, { ...wave, limits: { maxCalls: 9 } })).toBe(true);
  expect(isSameQuestion(wave, { ...wave, grid: { slider: 'perc-pos', at: 0.9 } })).toBe(false);
  expect(isSameQuestion(wave, { ...wave, grid: { slider: 'abs', at: 0.95 } })).toBe(false);
  expect(isSameQuestion(wave, { ...wave, what: 'selected', grid: undefined })).toBe(false);
});
