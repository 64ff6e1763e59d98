import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type JudgeReport } from '../../../shared/ipc/judge-answers.ts';
import { type JudgeLimits } from '../../../shared/ipc/judge-request.ts';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { startJudgeServer, type JudgeServer, type JudgeServerOptions } from '../../testing/judge-server.ts';
import type { Engine } from '../engine.ts';
import { createJudgeHandlers } from '../handlers/judge-handlers.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { isFalseNegative, workspaceToJudge } from './testing/judged-workspace.ts';

let remove: TemporaryEngine['remove'];
let workspace: string;
let engine: Engine;
let server: JudgeServer;

beforeEach(async () => {
  ({ path: workspace, engine, remove } = await temporaryEngine());
});
afterEach(async () => {
  await remove();
  await server.close();
});

/** Sixty pairs before a server that does as planned. */
async function begin(plan: NonNullable<JudgeServerOptions['plan']>): Promise<void> {
  server = await startJudgeServer({ truth: isFalseNegative, plan });
  await workspaceToJudge(engine, workspace, { queries: 20, negatives: 3 });
}

function judge(limits: Partial<JudgeLimits>): Promise<JudgeReport> {
  const choice = { endpoint: server.url, model: 'table' };
  const request = { workspace, run: 'a', judge: choice, limits };
  return createJudgeHandlers(engine)['judge.run'](judgeCalls['judge.run'].input.parse(request), quietTask);
}

async function states(): Promise<readonly string[]> {
  const { database } = await engine.workspaces.open(workspace);
  const rows = await database.all(z.object({ state: z.string() }), 'SELECT state FROM judgements');
  return rows.map(({ state }) => state);
}

describe('a server that goes away', () => {
  async function goneAfter(answers: number, limits: Partial<JudgeLimits>): Promise<unknown> {
    await begin(({ number }) => (number > answers ? 'drop' : 'answer'));
    return judge({ tries: 4, ...limits }).catch((error: unknown) => error);
  }

  it('in mid-run is asked a few times in all, and what it did not answer remains to be judged', async () => {
    const error = await goneAfter(20, { concurrency: 2 });
    expect(error).toMatchObject({ code: 'failed', message: expect.stringContaining('does not answer') });
    expect(server.count() - 20).toBeLessThanOrEqual(2 + 4);
    expect(await states()).toEqual(Array.from({ length: 20 }, () => 'answered'));
  });

  it('before its first answer leaves a budget of calls', async () => {
    const error = await goneAfter(0, { concurrency: 2, maxCalls: 15 });
    expect(error).toMatchObject({ code: 'failed' });
    expect(server.count()).toBeLessThanOrEqual(6);
    expect(await states()).toEqual([]);
  });

  it('for a moment is waited for, with many at a time, and every pair is judged', async () => {
    await begin(({ number }) => (number > 20 && number <= 30 ? 'drop' : 'answer'));
    const report = await judge({ concurrency: 16 });
    expect(report).toMatchObject({ judged: 60, failed: {} });
    expect(server.count()).toBe(70);
  });
});
