import { AppError } from '../../../shared/errors.ts';
import type { CallContext, Handlers, Output } from '../../../shared/ipc/contract.ts';
import type { JudgeReport, UnfinishedJudging } from '../../../shared/ipc/judge-answers.ts';
import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import type { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { probeResult } from '../../../shared/judge/probe-result.ts';
import { judgeName, promptOf } from '../../../shared/judge/prompt-choice.ts';
import { pause } from './view-handlers.ts';
import type { World } from './world.ts';

type JudgeCalls = keyof typeof judgeCalls;
type StoredJudge = Output<'judge.list'>['judges'][number];

const pairs = 240;
const tokensOfCall = { in: 310, out: 24 };

/** A judge that calls every fourth pair relevant, and answers every twentieth with nothing usable. In memory. */
export function judgeHandlers(world: World, delayMs: number): Handlers<JudgeCalls, AbortSignal> {
  const judges = new Map<string, StoredJudge>();
  let unfinished: readonly UnfinishedJudging[] = [];

  function whoOf({ judge }: Pick<JudgeRequest, 'judge'>): JudgeReport['judge'] {
    const prompt = promptOf(judge.prompt);
    const name = judgeName(judge.model, prompt);
    return { name, model: judge.model, endpoint: judge.endpoint, prompt: prompt.version };
  }

  function known(request: Pick<JudgeRequest, 'judge'>): StoredJudge {
    const who = whoOf(request);
    const none = {
      judged: 0,
      relevant: 0,
      failed: {},
      tokens: { in: 0, out: 0 },
      probes: [],
      probeRuns: ['hn-a', 'hn-b'],
    };
    return judges.get(who.name) ?? { ...who, ...none, last: '2026-11-25T20:00:00Z' };
  }

  /** Notes what was stopped until it is asked to its end, or forgotten. */
  async function toItsEnd(request: JudgeRequest, context: CallContext<AbortSignal>): Promise<number> {
    const { workspace: _, pairs: given, judge, ...plan } = request;
    const before = known(request).judged;
    const own = { judge: whoOf(request).name, run: request.run, what: request.what };
    unfinished = unfinished.filter((one) => !isSame(one, own));
    try {
      return await ask(request, pairs, context);
    } catch (error) {
      const { judged } = known(request);
      const { apiKey: __, ...keyless } = judge;
      const calls = judged - before;
      const tokens = calls * (tokensOfCall.in + tokensOfCall.out);
      const end = { how: 'paused' as const, at: '2026-11-25T20:00:00Z', done: judged };
      const asked = given === undefined ? { ...plan, judge: keyless } : null;
      const size = Math.min(pairs, request.limit ?? pairs);
      unfinished = [
        { ...own, ...end, pairs: size, asked, spent: { calls, tokens, cost: null } },
        ...unfinished,
      ];
      throw error;
    }
  }

  async function ask(
    request: JudgeRequest,
    most: number,
    { signal, progress }: CallContext<AbortSignal>,
  ): Promise<number> {
    const plan = Math.min(pairs, request.limit ?? pairs);
    const before = known(request).judged;
    const total = Math.min(most, plan - before);
    const asked = Math.min(total, request.limits.maxCalls ?? Infinity);
    for (let done = 0; done <= asked; done += 1) {
      if (signal.aborted) throw new AppError('cancelled', 'cancelled');
      const judged = before + done;
      judges.set(whoOf(request).name, {
        ...known(request),
        judged,
        relevant: Math.floor(judged / 4),
        tokens: { in: judged * tokensOfCall.in, out: judged * tokensOfCall.out },
      });
      const tokens = { in: done * tokensOfCall.in, out: done * tokensOfCall.out };
      const figures = { calls: done, tokens, cost: null, concurrency: 8, failed: {} };
      progress({ stage: 'judging', done, total, unit: 'pairs', judge: figures });
      await pause(delayMs);
    }
    return asked;
  }

  return {
    async 'judge.run'(request, context) {
      const reused = known(request).judged;
      const calls = await toItsEnd(request, context);
      const { judged, relevant } = known(request);
      const plan = Math.min(pairs, request.limit ?? pairs);
      return {
        run: request.run,
        what: request.what,
        judge: whoOf(request),
        pairs: plan,
        frame: pairs,
        judged,
        relevant,
        grades: { '0': judged - relevant, '1': relevant },
        failed: judged < plan ? { budget: plan - judged } : {},
        reused,
        calls,
        retries: 0,
        tokens: { in: calls * tokensOfCall.in, out: calls * tokensOfCall.out },
        cost: null,
        cost_reason: 'the prices for a million tokens, in and out, were not given',
        truncated: 0,
        concurrency: 8,
        seconds: calls * 0.02,
        stopped: judged < plan ? 'budget' : 'done',
      };
    },
    async 'judge.estimate'(request, context) {
      const reused = known(request).judged;
      const calls = await ask(request, request.probeCalls, context);
      const left = Math.min(pairs, request.limit ?? pairs) - reused - calls;
      return {
        run: request.run,
        what: request.what,
        judge: whoOf(request),
        pairs: Math.min(pairs, request.limit ?? pairs),
        reused,
        calls: left,
        tokens: { in: left * tokensOfCall.in, out: left * tokensOfCall.out },
        tokens_reason: null,
        seconds: left * 0.02,
        seconds_reason: null,
        cost: null,
        cost_reason: 'the prices for a million tokens, in and out, were not given',
        probe: {
          calls,
          answered: calls,
          failed: {},
          tokens: { in: calls * tokensOfCall.in, out: calls * tokensOfCall.out },
          seconds: calls * 0.02,
          cost: null,
          concurrency: 8,
        },
      };
    },
    async 'judge.probe'(request) {
      const probes = request.probes.map((probe, i) =>
        probeResult(probe, { n: 50, changed: i * 2, failed: 0 }, 'No pair was answered again.'),
      );
      judges.set(whoOf(request).name, { ...known(request), probes });
      return { judge: whoOf(request).name, calls: 300, probes };
    },
    'judge.discover': async () => ({
      servers: [
        {
          preset: 'ollama',
          name: 'Ollama',
          baseUrl: 'http://127.0.0.1:11434/v1',
          models: ['llama3.1', 'qwen3'],
        },
      ],
      hint: null,
    }),
    'judge.models': async ({ judge: { endpoint } }) => ({ baseUrl: endpoint, models: ['llama3.1', 'qwen3'] }),
    async 'judge.preview'({ prompt, place }) {
      const query = world.queries[place % world.queries.length];
      const document = world.documents[(place * 4 + 1) % world.documents.length];
      const question = {
        query: query?.text ?? '',
        positive: world.documents[place * 4]?.text ?? '',
        documents: [document?.text ?? ''],
      };
      return {
        query: query?.id ?? '',
        document: document?.id ?? '',
        messages: [...promptOf(prompt).messages(question, '0123456789abcdef')],
      };
    },
    'judge.list': async () => ({
      judges: [...judges.values()].filter(({ judged }) => judged > 0),
      unfinished: [...unfinished],
    }),
    async 'judge.forget'(own) {
      unfinished = unfinished.filter((one) => !isSame(one, own));
    },
  };
}

type Key = Pick<UnfinishedJudging, 'judge' | 'run' | 'what'>;

function isSame(one: Key, other: Key): boolean {
  return one.judge === other.judge && one.run === other.run && one.what === other.what;
}
