import { z } from 'zod';
import { PromptChoice } from '../judge/prompt-choice.ts';
import { AbsolutePath } from './call.ts';
import { DeclaredGrid } from './rated-view.ts';

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

/** What `judge.run` is asked. */
export const Asking = JudgePlanChoice.extend({
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
