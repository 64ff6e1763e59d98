import { z } from 'zod';

export const Anchor = z.enum(['min', 'max', 'mean', 'each']);
export type Anchor = z.infer<typeof Anchor>;

export const Selection = z.enum(['top', 'softmax', 'uniform', 'top1-softmax']);
export type Selection = z.infer<typeof Selection>;

/** A rule is active when its value is not null. Names are sentence-transformers' where the meaning is the same (`cli.md`). */
export const MiningSettings = z.object({
  /** Drops ranks 1 to N. Ranks are places in retrieval order; sentence-transformers' `range_min` counts survivors of the other rules. */
  shift: z.int().nonnegative().nullable().default(null),
  /** Drops ranks above N. */
  rangeMax: z.int().positive().nullable().default(null),
  /** TopK-Abs: drops s ≥ C. */
  maxScore: z.number().nullable().default(null),
  /** TopK-MarginPos: drops s ≥ p − M. */
  absoluteMargin: z.number().nullable().default(null),
  /** TopK-PercPos: drops s ≥ p − |p|·(1 − P); 0.95 keeps what is below 95 % of the anchor. */
  perc: z.number().nullable().default(null),
  /** Drops s < C. */
  minScore: z.number().nullable().default(null),
  /** Drops a candidate whose cosine to a labelled positive is ≥ C (teachers with vectors only). */
  nearDuplicate: z.number().min(-1).max(1).nullable().default(null),
  anchor: Anchor.default('min'),
  poolSize: z.int().positive().max(1_000_000).default(100),
  numNegatives: z.int().positive().default(4),
  select: Selection.default('top'),
  /** Sampling draws from the best `fromTop` of the kept. */
  fromTop: z.int().positive().default(10),
  /** Softmax temperature, in units of the teacher's score. */
  temperature: z.number().positive().default(0.02),
  seed: z.int().nonnegative().default(0),
});
export type MiningSettings = z.infer<typeof MiningSettings>;

export const ruleNames = [
  'shifted',
  'range-max',
  'abs',
  'margin-pos',
  'perc-pos',
  'min-score',
  'near-duplicate',
  'no-anchor',
] as const;
export const RuleName = z.enum(ruleNames);
export type RuleName = z.infer<typeof RuleName>;
