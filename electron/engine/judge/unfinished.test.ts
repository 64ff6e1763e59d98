import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { type UnfinishedJudging } from '../../../shared/ipc/judge-answers.ts';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { startJudgeServer, type JudgeServer } from '../../testing/judge-server.ts';
import { bundleForNode, firstLine, killModule, spawnModule } from '../../testing/spawn-module.ts';
import type { Engine } from '../engine.ts';
import { createJudgeHandlers } from '../handlers/judge-handlers.ts';
import { createRunHandlers } from '../handlers/run-handlers.ts';
import { letGo } from '../let-go.ts';
import { engineIn, quietTask } from '../mine/testing/small-workspace.ts';
import { isFalseNegative, workspaceToJudge } from './testing/judged-workspace.ts';

/** A busy machine takes its time to make a workspace and to answer. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const key = 'sk-in-no-file-4711';
let folder: string;
let path: string;
let engine: Engine;
let server: JudgeServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-unfinished-'));
  path = join(folder, 'a.negscope');
  server = await startJudgeServer({ truth: isFalseNegative, plan: () => ({ afterMs: 5 }) });
  engine = engineIn(folder);
  await workspaceToJudge(engine, path, { queries: 60, negatives: 4 });
});
afterEach(async () => {
  await engine.workspaces.closeAll();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function request(more: Partial<Input<'judge.run'>> = {}) {
  return judgeCalls['judge.run'].input.parse({
    workspace: path,
    run: 'a',
    judge: { endpoint: `${server.url}/`, model: 'table', apiKey: key },
    limits: { concurrency: 4 },
    ...more,
  });
}

const handlers = () => createJudgeHandlers(engine);
const list = (): Promise<Output<'judge.list'>> => handlers()['judge.list']({ workspace: path }, quietTask);
const unfinished = async (): Promise<readonly UnfinishedJudging[]> => (await list()).unfinished;

/** Judges until some forty pairs are answered, then aborts for this reason. */
async function stopAtForty(more: Partial<Input<'judge.run'>> = {}, reason?: unknown): Promise<number> {
  const stop = new AbortController();
  const { count } = server;
  const from = count();
  const judging = handlers()
    ['judge.run'](request(more), { ...quietTask, signal: stop.signal })
    .catch((error: unknown) => error);
  await expect.poll(() => count() - from, { interval: 5, timeout: 60_000 }).toBeGreaterThan(40);
  expect(await unfinished()).toEqual([]);
  stop.abort(reason);
  expect(await judging).toMatchObject({ code: 'cancelled' });
  return count();
}

async function reopened(): Promise<void> {
  await engine.workspaces.closeAll();
  engine = engineIn(folder);
}

describe('judging that was stopped before its end', () => {
  it('is told when the workspace is opened again, and goes on with the same question and what is left of the budget', async () => {
    const more = { limit: 200, limits: { concurrency: 4, maxCalls: 220, priceIn: 2, priceOut: 5 } };
    const done = await stopAtForty(more, letGo);
    await reopened();
    const [left, ...others] = await unfinished();
    expect(others).toEqual([]);
    expect(left).toMatchObject({
      judge: expect.stringMatching(/^table binary/),
      run: 'a',
      what: 'selected',
      how: 'closed',
      done,
      pairs: 200,
      spent: { calls: done },
      asked: { run: 'a', limit: 200, seed: 0, judge: { endpoint: server.url, model: 'table' } },
    });
    expect(left?.spent.cost).toBeGreaterThan(0);
    expect(Date.parse(left?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);

    const { asked } = left ?? {};
    if (!asked) throw new Error('it can go on');
    const report = await handlers()['judge.run']({ workspace: path, ...asked }, quietTask);
    expect(report).toMatchObject({ pairs: 200, judged: 200, reused: done, calls: 200 - done });
    expect(await unfinished()).toEqual([]);
  });

  it('is told after a process that was killed, as far as its answers were stored', async () => {
    await engine.workspaces.closeAll();
    const file = await bundleForNode(new URL('../../testing/judge-process.ts', import.meta.url));
    const child = spawnModule(file, [path, server.url]);
    await firstLine(child);
    await expect.poll(() => server.count(), { interval: 5, timeout: 60_000 }).toBeGreaterThan(60);
    await killModule(child);
    engine = engineIn(folder);
    const { judges, unfinished: stopped } = await list();
    const stored = judges[0]?.judged ?? 0;
    expect(stored).toBeGreaterThan(0);
    expect(stopped).toMatchObject([
      { how: 'crashed', done: stored, pairs: 240, spent: { calls: stored }, at: judges[0]?.last },
    ]);
    // What is asked in between by an estimate is not what it had come to.
    const probed = { ...request({ judge: { endpoint: server.url, model: 'table' } }), probeCalls: 10 };
    await handlers()['judge.estimate'](probed, quietTask);
    expect(await unfinished()).toEqual(stopped);
  });

  it('tells a pause from a failure, one for each question, the latest first', async () => {
    const done = await stopAtForty();
    expect(await unfinished()).toMatchObject([{ how: 'paused', done, pairs: 240 }]);
    await server.close();
    const refused = handlers()['judge.run'](request({ what: 'pool', limits: { tries: 1 } }), quietTask);
    await expect(refused).rejects.toMatchObject({ code: 'failed' });
    server = await startJudgeServer({ truth: isFalseNegative });
    expect(await unfinished()).toMatchObject([
      { how: 'failed', what: 'pool', pairs: 480 },
      { how: 'paused', what: 'selected' },
    ]);
    const { judge = '' } = (await unfinished())[0] ?? {};
    await handlers()['judge.forget']({ workspace: path, judge, run: 'a', what: 'pool' }, quietTask);
    expect(await unfinished()).toMatchObject([{ what: 'selected' }]);
    await createRunHandlers(engine)['run.remove']({ workspace: path, run: 'a' }, quietTask);
    expect(await unfinished()).toEqual([]);
  });

  it('keeps a declared grid, no key, and no pairs from outside', async () => {
    const grid = { slider: 'shifted' as const, grid: Float64Array.of(0, 1, 2), at: 1 };
    await stopAtForty({ what: 'plan', grid }, letGo);
    expect((await unfinished())[0]?.asked?.grid).toEqual(grid);
    const pairs = Array.from({ length: 100 }, (_, i) => ({
      query_id: `q${i % 60}`,
      document_id: `d${i + 3}`,
    }));
    await stopAtForty({ what: 'pairs', pairs }, letGo);
    expect(await unfinished()).toMatchObject([{ what: 'pairs', asked: null }, { what: 'plan' }]);
    await engine.workspaces.closeAll();
    expect((await readFile(join(path, 'workspace.duckdb'))).includes(key)).toBe(false);
  });
});
