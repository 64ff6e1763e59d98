import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { startJudgeServer, type JudgeServer } from '../../testing/judge-server.ts';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import { silentLogger } from '../log.ts';
import { quietTask } from '../mine/testing/small-workspace.ts';
import { judgeRun } from './judge-run.ts';
import { isFalseNegative, workspaceToJudge } from './testing/judged-workspace.ts';

let folder: string;
let path: string;
let server: JudgeServer;

/** Answers come one by one in this time, so that some are always under way. */
const answerMs = 20;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-judge-closing-'));
  path = join(folder, 'a.negscope');
  server = await startJudgeServer({
    truth: isFalseNegative,
    plan: ({ number }) => ({ afterMs: answerMs + (number % 5) * 3 }),
  });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function newEngine(): Engine {
  return createEngine({
    resourcesFolder: join(folder, 'resources'),
    cacheFolder: join(folder, 'cache'),
    appVersion: '1',
    threads: 2,
    device: 'cpu',
    log: silentLogger,
  });
}

function request(concurrency = 4) {
  return judgeCalls['judge.run'].input.parse({
    workspace: path,
    run: 'a',
    judge: { endpoint: server.url, model: 'table' },
    limits: { concurrency },
  });
}

describe('letting a workspace go while a judge works in it', () => {
  it.each([
    ['closed', (engine: Engine) => engine.workspaces.close(path)],
    ['let go with all others', (engine: Engine) => engine.workspaces.closeAll()],
  ])(
    '%s: every answer that came is stored, and no pair is asked twice',
    async (_how, letGo) => {
      const first = newEngine();
      await workspaceToJudge(first, path, { queries: 60, negatives: 4 });
      // The failure is looked at below; until then it must not count as forgotten.
      const judging = judgeRun(first, request(), quietTask).catch((error: unknown) => error);
      await expect.poll(() => server.count(), { interval: 5, timeout: 60_000 }).toBeGreaterThan(40);
      await letGo(first);
      const asked = server.count();
      const ended = await judging;
      expect(asked).toBeLessThan(240);
      expect(server.answered.size).toBe(asked);

      const second = newEngine();
      try {
        expect(await judgeRun(second, request(), quietTask)).toMatchObject({
          judged: 240,
          reused: asked,
          calls: 240 - asked,
        });
      } finally {
        await second.workspaces.closeAll();
      }
      expect([...server.answered.values()]).toEqual(Array.from({ length: 240 }, () => 1));
      expect(ended).toMatchObject({ code: 'cancelled' });
    },
    120_000,
  );
});

describe('a disk that is late', () => {
  it('holds back the questions: few answers wait to be stored', async () => {
    const engine = newEngine();
    await workspaceToJudge(engine, path, { queries: 60, negatives: 4 });
    const { database } = await engine.workspaces.open(path);
    const judging = judgeRun(engine, request(), quietTask);
    await expect.poll(() => server.count(), { interval: 5, timeout: 60_000 }).toBeGreaterThan(20);
    let more = Infinity;
    // Transactions come one after another: nothing is stored while this one lasts.
    await database.transaction(async () => {
      const before = server.count();
      await setTimeout(1_500);
      more = server.count() - before;
    });
    // Four under way and eight that wait; without a bound it would be all that may be prepared, some seventy.
    expect(more).toBeLessThanOrEqual(16);
    expect(await judging).toMatchObject({ judged: 240, failed: {} });
    await engine.workspaces.closeAll();
  }, 120_000);
});
