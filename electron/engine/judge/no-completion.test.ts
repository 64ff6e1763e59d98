import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { startJudgeServer, type JudgeServer, type JudgeServerOptions } from '../../testing/judge-server.ts';
import type { Engine } from '../engine.ts';
import { createJudgeHandlers } from '../handlers/judge-handlers.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { isFalseNegative, workspaceToJudge } from './testing/judged-workspace.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let remove: TemporaryEngine['remove'];
let workspace: string;
let engine: Engine;
let server: JudgeServer;

beforeEach(async () => {
  ({ path: workspace, engine, remove } = await temporaryEngine());
  await workspaceToJudge(engine, workspace, { queries: 40, negatives: 3 });
});
afterEach(async () => {
  await remove();
  await server.close();
});

async function judgeOneByOne(plan: NonNullable<JudgeServerOptions['plan']>): Promise<unknown> {
  server = await startJudgeServer({ truth: isFalseNegative, plan });
  const asked = judgeCalls['judge.run'].input.parse({
    workspace,
    run: 'a',
    judge: { endpoint: server.url, model: 'table' },
    limits: { concurrency: 1 },
  });
  return createJudgeHandlers(engine)['judge.run'](asked, quietTask);
}

const State = z.object({ state: z.string() });

async function states(): Promise<readonly string[]> {
  const { database } = await engine.workspaces.open(workspace);
  return (await database.all(State, 'SELECT state FROM judgements')).map(({ state }) => state);
}

it.each([
  ['garbage', '<html>oops'],
  ['page', '<!doctype html> <title>Log in</title>'],
  ['message', 'Unexpected endpoint or method'],
] as const)(
  'a server that answers with a %s of its own is told of, and not asked about all',
  async (way, said) => {
    const asking = judgeOneByOne(() => way);
    await expect(asking).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/no completion but: .*often ends in \/v1/u),
    });
    await expect(asking).rejects.toThrow(said);
    expect(server.count()).toBeLessThan(10);
    expect((await states()).length).toBeLessThan(10);
  },
);

it('a server that turns to a page of its own after its answers is left, the rest still to be judged', async () => {
  await expect(judgeOneByOne(({ number }) => (number <= 30 ? 'answer' : 'page'))).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringContaining('no completion'),
  });
  const stored = await states();
  expect(stored.filter((state) => state === 'answered')).toHaveLength(30);
  expect(stored.length).toBeLessThan(60);
});
