import { z } from 'zod';
import { answerStates } from '../judge/answer-state.ts';
import { AskedJudging, JudgeTargets } from './judge-request.ts';

const Count = z.int().nonnegative();

/**
 * What ended a run of the judge before its plan was judged: a person, the end of the window, command or workspace that it belonged to, an
 * error, or the end of the engine without a word.
 */
export const JudgingStop = z.enum(['paused', 'closed', 'failed', 'crashed']);

/** A run of the judge that did not come to its end and that nobody works on. */
export const UnfinishedJudging = z.object({
  judge: z.string(),
  run: z.string(),
  what: JudgeTargets,
  /** Pairs of the plan with an answer, or with a reason why there is none, when it stopped; out of so many. */
  done: Count,
  pairs: Count,
  how: JudgingStop,
  /** When it stopped (ISO 8601); after the engine's end, when it last stored an answer. */
  at: z.string(),
  /** To go on: the same question, with what `spent` leaves of its limits. Null for pairs from outside: whoever has them asks again. */
  asked: AskedJudging.nullable(),
  spent: z.object({ calls: Count, tokens: Count, cost: z.number().nullable() }),
});
export type UnfinishedJudging = z.infer<typeof UnfinishedJudging>;

const Tokens = z.object({ in: Count, out: Count });
const States = z.partialRecord(z.enum(answerStates), Count);

/** What a run of the judge did, and how its plan stands now. */
export const JudgeReport = z.object({
  run: z.string(),
  what: JudgeTargets,
  judge: z.object({ name: z.string(), model: z.string(), endpoint: z.string(), prompt: z.string() }),
  /** Pairs of the plan, out of so many. */
  pairs: Count,
  frame: Count,
  /** Of the plan, now: with a label. */
  judged: Count,
  relevant: Count,
  /** Labels by grade. */
  grades: z.record(z.string(), Count),
  /** Of the plan, now: without a label, by reason. */
  failed: States,
  /** Judged before, or the same texts were. */
  reused: Count,
  /** In this call: requests sent, those of them that were repeated, and tokens (null where the server does not say). */
  calls: Count,
  retries: Count,
  tokens: Tokens.nullable(),
  cost: z.number().nullable(),
  cost_reason: z.string().nullable(),
  /** Documents of which only the beginning was shown. */
  truncated: Count,
  concurrency: Count,
  seconds: z.number(),
  stopped: z.enum(['done', 'budget']),
});
export type JudgeReport = z.infer<typeof JudgeReport>;

/** What judging would take, from real calls whose answers are kept. */
export const JudgeEstimate = z.object({
  run: z.string(),
  what: JudgeTargets,
  judge: z.object({ name: z.string(), model: z.string(), endpoint: z.string(), prompt: z.string() }),
  pairs: Count,
  /** Need no call: judged before. */
  reused: Count,
  /** Still to be made, after the probe's. */
  calls: Count,
  tokens: Tokens.nullable(),
  tokens_reason: z.string().nullable(),
  seconds: z.number().nullable(),
  seconds_reason: z.string().nullable(),
  cost: z.number().nullable(),
  cost_reason: z.string().nullable(),
  probe: z.object({
    calls: Count,
    answered: Count,
    failed: States,
    tokens: Tokens.nullable(),
    seconds: z.number(),
    cost: z.number().nullable(),
    concurrency: Count,
  }),
});
export type JudgeEstimate = z.infer<typeof JudgeEstimate>;

export const probeNames = [
  'self-consistency',
  'swapped-order',
  'document-length',
  'position',
  'paraphrase',
  'injection',
] as const;

/** How often a judge answers otherwise, or obeys, when it should not: with a 95 % Wilson interval. */
export const ProbeResult = z.object({
  probe: z.enum(probeNames),
  /** Pairs with a usable answer. */
  n: Count,
  changed: Count,
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  failed: Count,
  sentence: z.string(),
});
export type ProbeResult = z.infer<typeof ProbeResult>;

/** A server on this computer. */
export const FoundServer = z.object({
  preset: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  models: z.array(z.string()),
});

/** A prompt as it would be sent, with the pair that it was filled with. */
export const PromptPreview = z.object({
  query: z.string(),
  document: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
});

/** A judge that has judged in a workspace. */
export const StoredJudge = z.object({
  name: z.string(),
  model: z.string(),
  endpoint: z.string(),
  prompt: z.string(),
  judged: Count,
  relevant: Count,
  failed: States,
  tokens: Tokens,
  last: z.string(),
  probes: z.array(ProbeResult),
  /** Runs of which it has answered pairs that can be asked again. */
  probeRuns: z.array(z.string()),
});
