import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type JudgeReport } from '../../../shared/ipc/judge-answers.ts';
import { type JudgeLimits } from '../../../shared/ipc/judge-request.ts';
import type { JudgeServerOptions } from '../../testing/judge-server.ts';
import { judgeStage } from './testing/judge-stage.ts';

const stage = judgeStage();

/** Sixty pairs before a server that does as planned. */
function begin(plan: NonNullable<JudgeServerOptions['plan']>): Promise<void> {
  return stage.begin({ queries: 20, negatives: 3 }, { plan });
}

function judge(limits: Partial<JudgeLimits>): Promise<JudgeReport> {
  return stage.judge({ limits });
}

async function states(): Promise<readonly string[]> {
  const { database } = await stage.engine.workspaces.open(stage.workspace);
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
    expect(stage.server.count() - 20).toBeLessThanOrEqual(2 + 4);
    expect(await states()).toEqual(Array.from({ length: 20 }, () => 'answered'));
  });

  it('before its first answer leaves a budget of calls', async () => {
    const error = await goneAfter(0, { concurrency: 2, maxCalls: 15 });
    expect(error).toMatchObject({ code: 'failed' });
    expect(stage.server.count()).toBeLessThanOrEqual(6);
    expect(await states()).toEqual([]);
  });

  it('for a moment is waited for, with many at a time, and every pair is judged', async () => {
    await begin(({ number }) => (number > 20 && number <= 30 ? 'drop' : 'answer'));
    const report = await judge({ concurrency: 16 });
    expect(report).toMatchObject({ judged: 60, failed: {} });
    expect(stage.server.count()).toBe(70);
  });
});
