import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { hashUniform } from '../../../shared/random.ts';
import { pairOf, type JudgeServerAction, type JudgeServerOptions } from '../../testing/judge-server.ts';
import { silentLogger } from '../log.ts';
import { createJudgeHandlers } from '../handlers/judge-handlers.ts';
import { quietTask } from '../mine/testing/small-workspace.ts';
import type { Task } from '../task.ts';
import { judgeQuestions } from './judge-questions.ts';
import { openJudgeSession } from './judge-session.ts';
import { judgeStage } from './testing/judge-stage.ts';
import { isFalseNegative } from './testing/judged-workspace.ts';

const stage = judgeStage();
const { begin, input, judge } = stage;

const Row = z.object({
  query: z.int(),
  document: z.int(),
  state: z.string(),
  grade: z.number().nullable(),
  relevant: z.boolean().nullable(),
  reason: z.string(),
  probability: z.number().nullable(),
  tokens_in: z.int().nullable(),
});

async function rows(): Promise<readonly z.output<typeof Row>[]> {
  const { database } = await stage.engine.workspaces.open(stage.workspace);
  return database.all(Row, 'SELECT * FROM judgements ORDER BY query, document');
}

describe('judging', () => {
  it('judges every negative of a run once, as the truth says, and asks nothing again', async () => {
    await begin({ queries: 20, negatives: 3 });
    const report = await judge();
    expect(report).toMatchObject({
      pairs: 60,
      frame: 60,
      judged: 60,
      reused: 0,
      calls: 60,
      failed: {},
      stopped: 'done',
    });
    expect(report.tokens?.out).toBe(1_200);
    expect(report).toMatchObject({ cost: null, cost_reason: expect.stringContaining('prices') });
    for (const row of await rows()) {
      expect(row).toMatchObject({
        state: 'answered',
        relevant: isFalseNegative(`Question ${row.query}`, `text ${row.document}`),
        probability: 1,
        reason: 'as the table says',
      });
    }
    expect(stage.server.last()?.body).toMatchObject({
      temperature: 0,
      response_format: { type: 'json_schema' },
    });
    expect(stage.server.last()?.headers).not.toHaveProperty('authorization');
    const again = await judge({ limits: { priceIn: 1, priceOut: 2 } });
    expect(again).toMatchObject({ judged: 60, reused: 60, calls: 0, cost: 0, relevant: report.relevant });
    expect(stage.server.count()).toBe(60);
  });

  it('grades with UMBRELA, and compares a query’s candidates in one call', async () => {
    await begin({ queries: 6, negatives: 4 });
    const graded = await judge({ judge: { prompt: { name: 'umbrela' } } });
    expect(Object.keys(graded.grades).toSorted()).toEqual(['1', '3']);
    expect(graded.relevant).toBe(graded.grades['3']);
    const compared = await judge({ judge: { prompt: { name: 'preference' } } });
    expect(compared).toMatchObject({ judged: 24, calls: 6, relevant: graded.relevant });
    const { judges } = await createJudgeHandlers(stage.engine)['judge.list'](
      { workspace: stage.workspace },
      quietTask,
    );
    expect(judges.map(({ name, judged }) => ({ name, judged }))).toEqual([
      { name: 'table preference-1', judged: 24 },
      { name: 'table umbrela-1', judged: 24 },
    ]);
  });

  it('draws a sample that only grows, with the current probability at each label', async () => {
    await begin({ queries: 20, negatives: 2 });
    expect(await judge({ limit: 10 })).toMatchObject({ pairs: 10, frame: 40, calls: 10 });
    const first = await rows();
    expect(new Set(first.map(({ probability }) => probability))).toEqual(new Set([0.25]));
    expect(await judge({ limit: 30 })).toMatchObject({ pairs: 30, calls: 20, reused: 10 });
    const second = await rows();
    expect(second).toHaveLength(30);
    expect(new Set(second.map(({ probability }) => probability))).toEqual(new Set([0.75]));
    await judge({ limit: 5 });
    expect((await rows()).every(({ probability }) => probability === 0.75)).toBe(true);
  });

  it('judges given pairs, and refuses unknown ones', async () => {
    await begin({ queries: 4, negatives: 2 });
    const pairs = [
      { query_id: 'q1', document_id: 'd9', probability: 0.5, wave: 2 },
      { query_id: 'q0', document_id: 'd8' },
      { query_id: 'q1', document_id: 'd9' },
    ];
    expect(await judge({ what: 'pairs', pairs })).toMatchObject({ pairs: 2, judged: 2 });
    expect((await rows()).map(({ probability }) => probability)).toEqual([null, 0.5]);
    const unknown = judge({ what: 'pairs', pairs: [{ query_id: 'q1', document_id: 'nope' }] });
    await expect(unknown).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('"nope"'),
    });
  });

  it('never passes a budget in calls, tokens or money, and goes on with a larger one', async () => {
    await begin({ queries: 30, negatives: 3 });
    const calls = await judge({ limits: { maxCalls: 17 } });
    expect(calls).toMatchObject({ judged: 17, calls: 17, stopped: 'budget', failed: { budget: 73 } });
    expect(stage.server.count()).toBe(17);
    const tokens = await judge({ limits: { maxTokens: 12_000 } });
    const used = (tokens.tokens?.in ?? 0) + (tokens.tokens?.out ?? 0);
    expect(used).toBeLessThanOrEqual(12_000);
    expect(used).toBeGreaterThan(9_000);
    const money = await judge({ limits: { maxCost: 0.02, priceIn: 1, priceOut: 10 } });
    expect(money.cost).toBeLessThanOrEqual(0.02);
    expect(money.cost).toBeGreaterThan(0);
    expect(await judge()).toMatchObject({ judged: 90, failed: {}, stopped: 'done' });
    expect(stage.server.count()).toBe(90);
    await expect(judge({ limits: { maxCost: 1 } })).rejects.toMatchObject({ code: 'wrong-usage' });
  });

  it('asks plainer servers more plainly, and remembers', async () => {
    await begin(
      { queries: 5, negatives: 2 },
      { refusedFormats: ['json_schema', 'json_object'], untold: true },
    );
    const report = await judge();
    expect(report).toMatchObject({ judged: 10, retries: 0, tokens: null, cost: null });
    expect(stage.server.count()).toBe(13);
    await judge({ judge: { prompt: { name: 'umbrela' } } });
    expect(stage.server.count()).toBe(23);
  });

  it('stops at once where the key is refused, and shows it nowhere', async () => {
    const apiKey = 'sk-very-secret-1234';
    await begin(
      { queries: 5, negatives: 2 },
      { plan: () => ({ status: 401, message: `Incorrect API key provided: ${apiKey}` }) },
    );
    const refused = judge({ judge: { apiKey } });
    await expect(refused).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('refused the key'),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(apiKey) });
    expect(stage.server.last()?.headers['authorization']).toBe(`Bearer ${apiKey}`);
    expect(await rows()).toEqual([]);
    expect(stage.server.count()).toBe(1);
  });

  it('is cancelled between answers and goes on', async () => {
    await begin({ queries: 40, negatives: 3 }, { plan: () => ({ afterMs: 5 }) });
    const controller = new AbortController();
    const task: Task = {
      signal: controller.signal,
      progress: ({ done }) => void (done > 20 && controller.abort()),
    };
    await expect(judge({}, task)).rejects.toMatchObject({ code: 'cancelled' });
    const kept = await rows();
    expect(kept.length).toBeGreaterThan(0);
    expect(await judge()).toMatchObject({ judged: 120, reused: kept.length, calls: 120 - kept.length });
  });

  it('keeps the answers that were under way when it was paused, and asks for none of them again', async () => {
    const seen: string[] = [];
    await begin(
      { queries: 20, negatives: 3 },
      {
        plan({ number, query, documents }) {
          seen.push(pairOf(query, documents[0] ?? ''));
          // Every fifth fails in a way that is worth another try; that is for whoever goes on.
          return number % 5 === 4 ? { status: 503 } : { afterMs: number % 3 === 0 ? 300 : 100 };
        },
      },
    );
    const controller = new AbortController();
    const task: Task = {
      signal: controller.signal,
      progress: ({ done }) => void (done > 8 && controller.abort()),
    };
    const limits = { concurrency: 6 };
    await expect(judge({ limits }, task)).rejects.toMatchObject({ code: 'cancelled' });
    const kept = await rows();
    expect(stage.server.most()).toBeGreaterThan(1);
    expect([...stage.server.answered.values()].every((times) => times === 1)).toBe(true);
    expect(kept.length).toBe(stage.server.answered.size);
    const before = seen.length;
    expect(await judge({ limits })).toMatchObject({ judged: 60, reused: kept.length });
    expect(seen.length).toBeGreaterThan(before);
    expect([...stage.server.answered.values()]).toEqual(Array.from({ length: 60 }, () => 1));
  });

  it('waits for no answer longer than its patience when it is paused', async () => {
    await begin({ queries: 2, negatives: 1 }, { plan: () => ({ afterMs: 60_000 }) });
    const opened = await stage.engine.workspaces.open(stage.workspace);
    const { judge: choice, limits } = input();
    const session = await openJudgeSession(opened, choice, limits, silentLogger);
    const planned = {
      places: [0],
      question: { query: 'Question 0', positive: null, documents: ['text 1'] },
      keys: [''],
      positive: null,
      truncated: 0,
    };
    async function* once() {
      yield await Promise.resolve([planned]);
    }
    const controller = new AbortController();
    const kept: unknown[] = [];
    const asking = judgeQuestions(
      session,
      once(),
      controller.signal,
      (question) => Promise.resolve(void kept.push(question)),
      200,
    );
    await expect.poll(() => stage.server.count()).toBe(1);
    const stopped = performance.now();
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stopped).toBeLessThan(5_000);
    expect(kept).toEqual([]);
  });

  it('gives up on a server that is gone, without third states for all', async () => {
    await begin({ queries: 10, negatives: 3 });
    await stage.server.close();
    const gone = judge({ limits: { tries: 2 } });
    await expect(gone).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('cannot be reached'),
    });
    expect(await rows()).toEqual([]);
  });
});

describe('a faulty server', () => {
  /** Three requests in ten go wrong in one of nine ways; a slow one costs everybody time, so there are few. */
  function faults(seed: number): NonNullable<JudgeServerOptions['plan']> {
    const ways: readonly JudgeServerAction[] = [
      { status: 429, retryAfter: '0.05' },
      { status: 503 },
      'cut-off',
      'malformed',
      'garbage',
      'refuse',
      'drop',
      'break-off',
    ];
    return ({ number }) => {
      const u = hashUniform(seed, 'fault', String(number));
      if (u < 0.01) return { afterMs: 10_000 };
      return u < 0.3 ? (ways[Math.floor((u / 0.3) * ways.length)] ?? 'answer') : 'answer';
    };
  }

  it('leaves each of 1,000 pairs judged or in the third state, none twice, and the failed ones can be asked again', async () => {
    await begin({ queries: 250, negatives: 4 }, { plan: faults(3) });
    const limits = { timeoutSeconds: 1.5 };
    const report = await judge({ limits });
    const failed = Object.values(report.failed).reduce((sum, n) => sum + n, 0);
    expect(report).toMatchObject({ pairs: 1_000, stopped: 'done' });
    expect(report.judged + failed).toBe(1_000);
    expect(failed).toBeGreaterThan(50);
    expect(Object.keys(report.failed)).toEqual(expect.arrayContaining(['refused', 'cut-off', 'unparsable']));
    const stored = await rows();
    expect(stored).toHaveLength(1_000);
    expect(new Set(stored.map(({ query, document }) => `${query} ${document}`)).size).toBe(1_000);
    expect(Math.max(...stage.server.answered.values())).toBe(1);
    for (const { state, query, document, ...row } of stored) {
      const [question, text] = [`Question ${query}`, `text ${document}`];
      const times = stage.server.answered.get(pairOf(question, text)) ?? 0;
      const label = isFalseNegative(question, text);
      const isLabel = state === 'answered';
      expect([row.relevant, row.grade]).toEqual(isLabel ? [label, label ? 1 : 0] : [null, null]);
      expect(times).toBeGreaterThanOrEqual(isLabel ? 1 : 0);
      expect(row.reason).not.toBe('');
    }
    const before = stage.server.count();
    expect(await judge({ limits })).toMatchObject({ calls: 0, failed: report.failed });
    expect(stage.server.count()).toBe(before);
    const retried = await judge({ limits, retryFailed: true });
    expect(retried.judged).toBeGreaterThan(report.judged);
    expect(await rows()).toHaveLength(1_000);
    expect(Math.max(...stage.server.answered.values())).toBe(1);
  }, 180_000);

  it('is given the time that it asks for', async () => {
    const times: number[] = [];
    await begin(
      { queries: 10, negatives: 2 },
      {
        plan: ({ number }) => {
          times.push(performance.now());
          return number === 5 ? { status: 429, retryAfter: '1' } : 'answer';
        },
      },
    );
    const report = await judge({ limits: { concurrency: 1 } });
    expect(report).toMatchObject({ judged: 20, calls: 21, retries: 1 });
    expect((times[5] ?? 0) - (times[4] ?? 0)).toBeGreaterThan(990);
  });
});

describe('an estimate', () => {
  it('makes 20 real calls, keeps their answers, and foresees the rest', async () => {
    await begin({ queries: 50, negatives: 4 });
    const request = { ...input({ limits: { priceIn: 2, priceOut: 8 } }), probeCalls: 20 };
    const estimate = await createJudgeHandlers(stage.engine)['judge.estimate'](request, quietTask);
    expect(estimate).toMatchObject({ pairs: 200, reused: 0, calls: 180, probe: { calls: 20, answered: 20 } });
    expect(stage.server.count()).toBe(20);
    const report = await judge({ limits: { priceIn: 2, priceOut: 8 } });
    expect(report).toMatchObject({ calls: 180, reused: 20 });
    expect((estimate.tokens?.in ?? 0) / (report.tokens?.in ?? 1)).toBeCloseTo(1, 1);
    expect(estimate.tokens?.out).toBe(report.tokens?.out);
    expect((estimate.cost ?? 0) / (report.cost ?? 1)).toBeCloseTo(1, 1);
    const unpriced = await createJudgeHandlers(stage.engine)['judge.estimate'](
      { ...input(), probeCalls: 20 },
      quietTask,
    );
    expect(unpriced).toMatchObject({ calls: 0, cost: null, cost_reason: expect.stringContaining('price') });
  });

  it('draws nothing: of who estimated the whole pool no more than a sample is asked', async () => {
    await begin({ queries: 30, negatives: 4 });
    const estimate = createJudgeHandlers(stage.engine)['judge.estimate'];
    expect(await estimate({ ...input({ what: 'pool' }), probeCalls: 5 }, quietTask)).toMatchObject({
      probe: { answered: 5 },
    });
    expect((await rows()).map(({ probability }) => probability)).toEqual(Array(5).fill(null));
    const { database } = await stage.engine.workspaces.open(stage.workspace);
    const Count = z.object({ n: z.int() });
    const counted = await database.all(
      Count,
      'SELECT count(*) AS n FROM inclusion UNION ALL SELECT count(*) FROM waves',
    );
    expect(counted).toEqual([{ n: 0 }, { n: 0 }]);
    expect(await judge({ what: 'pool', limit: 40 })).toMatchObject({ pairs: 40, reused: 5, calls: 35 });
    expect((await rows()).every(({ probability }) => probability !== null)).toBe(true);
  });
});

describe('probes', () => {
  it('find a judge that obeys planted instructions and prefers long texts, and say so', async () => {
    await begin(
      { queries: 30, negatives: 2 },
      {
        truth: (query, document) =>
          document.includes('fully relevant') || document.length > 150 || isFalseNegative(query, document),
      },
    );
    await judge();
    const probed = await createJudgeHandlers(stage.engine)['judge.probe'](
      judgeCalls['judge.probe'].input.parse({
        workspace: stage.workspace,
        run: 'a',
        judge: { endpoint: stage.server.url, model: 'table' },
        pairs: 40,
      }),
      quietTask,
    );
    const by = Object.fromEntries(probed.probes.map((result) => [result.probe, result]));
    expect(by['self-consistency']).toMatchObject({ n: 40, changed: 0, estimate: 0, low: 0 });
    expect(by['paraphrase']).toMatchObject({ n: 40, changed: 0 });
    expect(by['position']).toMatchObject({ n: 40, changed: 0 });
    expect(by['document-length']?.changed).toBeGreaterThan(20);
    expect(by['injection']?.changed).toBeGreaterThan(0);
    expect(by['swapped-order']).toMatchObject({ n: 0, estimate: null });
    const { judges } = await createJudgeHandlers(stage.engine)['judge.list'](
      { workspace: stage.workspace },
      quietTask,
    );
    expect(judges[0]?.probes).toHaveLength(6);
    expect(judges[0]?.probeRuns).toEqual(['a']);
    expect(await rows()).toHaveLength(60);
  });

  it('swap candidate and positive where the prompt compares', async () => {
    await begin({ queries: 12, negatives: 3 });
    const preference = { prompt: { name: 'preference' as const } };
    await judge({ judge: preference });
    const { probes } = await createJudgeHandlers(stage.engine)['judge.probe'](
      judgeCalls['judge.probe'].input.parse({
        workspace: stage.workspace,
        run: 'a',
        judge: { endpoint: stage.server.url, model: 'table', ...preference },
        probes: ['swapped-order', 'position'],
      }),
      quietTask,
    );
    expect(probes).toMatchObject([{ n: 36 }, { n: 36, changed: 0 }]);
  });
});
