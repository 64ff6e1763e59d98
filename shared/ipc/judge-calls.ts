import { z } from 'zod';
import { answerStates } from '../judge/answer-state.ts';
import { PromptChoice } from '../judge/prompt-choice.ts';
import { AbsolutePath, call } from './call.ts';
import { DeclaredGrid } from './rated-view.ts';

const Count = z.int().nonnegative();

/** Who judges. The key lives in memory only: it is in no file, log, error or export. */
export const JudgeChoice = z.object({
  /** Base URL of an OpenAI-compatible server, or the id of a preset. */
  endpoint: z.string().min(1),
  model: z.string().min(1),
  apiKey: z.string().min(1).optional(),
  prompt: PromptChoice.default({ name: 'binary' }),
});
export type JudgeChoice = z.infer<typeof JudgeChoice>;

/** A pair of someone's plan; without a probability it was picked by hand and counts in no rate. */
export const GivenPair = z.object({
  query_id: z.string(),
  document_id: z.string(),
  probability: z.number().positive().max(1).optional(),
  wave: z.int().nonnegative().optional(),
});
export type GivenPair = z.infer<typeof GivenPair>;

export const JudgeTargets = z.enum(['selected', 'suspects', 'pool', 'pairs', 'plan']);

/** Which pairs are judged. The same plan again judges what is left of it. */
export const JudgePlanChoice = z.object({
  run: z.string(),
  /** The run's selected negatives (default), its suspects, its whole pool, the given pairs, or a wave over `grid`. */
  what: JudgeTargets.default('selected'),
  pairs: z.array(GivenPair).max(500_000).optional(),
  /** With `plan`: the declared grid (absent: the usual one of the run's rule), and the value that the wave leans to (absent: none). */
  grid: DeclaredGrid.partial().extend({ at: z.number().optional() }).optional(),
  /** Most pairs, drawn at random and kept when the limit grows; absent: a census. */
  limit: z.int().positive().optional(),
  seed: z.int().nonnegative().default(0),
});
export type JudgePlanChoice = z.infer<typeof JudgePlanChoice>;

/** How hard the server is asked, and what it may cost. */
export const JudgeLimits = z.object({
  /** Most requests at a time; fewer are used where the server does not bear them. */
  concurrency: z.int().positive().max(1_000).default(32),
  timeoutSeconds: z.number().positive().max(3_600).default(120),
  /** Tries of a question in all. */
  tries: z.int().positive().max(20).default(6),
  /** Characters of a document that are shown; what is cut is counted. */
  maxCharacters: z.int().positive().default(12_000),
  /** Hard: no request is sent that could pass it. */
  maxCalls: z.int().nonnegative().optional(),
  maxTokens: z.int().nonnegative().optional(),
  /** In the unit of the prices; needs both. */
  maxCost: z.number().nonnegative().optional(),
  /** For a million tokens. */
  priceIn: z.number().nonnegative().optional(),
  priceOut: z.number().nonnegative().optional(),
});
export type JudgeLimits = z.infer<typeof JudgeLimits>;

const Asking = JudgePlanChoice.extend({
  workspace: AbsolutePath,
  judge: JudgeChoice,
  limits: JudgeLimits.prefault({}),
  /** Also those that were asked before and got no usable answer. */
  retryFailed: z.boolean().default(false),
});
export type JudgeRequest = z.output<typeof Asking>;

/** What a judge was asked, as it may be stored: without key, and without pairs that came from outside. */
export const AskedJudging = Asking.omit({ workspace: true, pairs: true }).extend({
  judge: JudgeChoice.omit({ apiKey: true }),
});
export type AskedJudging = z.output<typeof AskedJudging>;

/**
 * What ended a run of the judge before its plan was judged: a person, the end of the window, command or workspace that it belonged to, an
 * error, or the end of the engine without a word.
 */
export const JudgingStop = z.enum(['paused', 'closed', 'failed', 'crashed']);

/** A run of the judge that did not come to its end and that nobody works on. */
const UnfinishedJudging = z.object({
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
const FoundServer = z.object({
  preset: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  models: z.array(z.string()),
});

const Preview = z.object({
  query: z.string(),
  document: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
});

const StoredJudge = z.object({
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
});

/** Answered by the engine: the LLM judge. */
export const judgeCalls = {
  /** Long, with progress; cancelled or killed, the same call goes on from what is stored. */
  'judge.run': call('engine', Asking, JudgeReport),
  'judge.estimate': call(
    'engine',
    Asking.extend({ probeCalls: z.int().positive().max(100).default(20) }),
    JudgeEstimate,
  ),
  'judge.probe': call(
    'engine',
    z.object({
      workspace: AbsolutePath,
      run: z.string(),
      judge: JudgeChoice,
      limits: JudgeLimits.prefault({}),
      probes: z.array(z.enum(probeNames)).default([...probeNames]),
      /** Judged pairs that are asked again for each probe. */
      pairs: z.int().positive().max(2_000).default(50),
      seed: z.int().nonnegative().default(0),
    }),
    z.object({ judge: z.string(), calls: Count, probes: z.array(ProbeResult) }),
  ),
  /** Servers on the loopback address, on the ports that they usually have. */
  'judge.discover': call(
    'engine',
    z.void(),
    z.object({ servers: z.array(FoundServer), hint: z.string().nullable() }),
  ),
  /** The models that an endpoint offers; as an error where it cannot be asked. */
  'judge.models': call(
    'engine',
    z.object({ judge: JudgeChoice.pick({ endpoint: true, apiKey: true }) }),
    z.object({ baseUrl: z.string(), models: z.array(z.string()) }),
  ),
  /** A prompt filled with a real pair of the run: what would be sent. Nothing is. */
  'judge.preview': call(
    'engine',
    z.object({ workspace: AbsolutePath, run: z.string(), prompt: PromptChoice, place: Count.default(0) }),
    Preview,
  ),
  /** Every judge that has judged in this workspace, and what was stopped before its end, the latest first. */
  'judge.list': call(
    'engine',
    z.object({ workspace: AbsolutePath }),
    z.object({ judges: z.array(StoredJudge), unfinished: z.array(UnfinishedJudging) }),
  ),
  /** Nobody means to go on with it. Answers stay. */
  'judge.forget': call(
    'engine',
    z.object({ workspace: AbsolutePath, judge: z.string(), run: z.string(), what: JudgeTargets }),
    z.void(),
  ),
};
