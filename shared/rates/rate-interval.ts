import { clopperPearson } from '../distributions/clopper-pearson.ts';
import type { Interval } from '../distributions/interval.ts';
import { tQuantile } from '../distributions/student-t.ts';
import { wilson } from '../distributions/wilson.ts';

/** Fewer labels than this of one kind (relevant, or not) are few: λ = 0 and an exact interval. */
export const fewLabels = 10;

/** What a rate rests on: labels that it is a share of, in effect at most `atMost` of them, and all of its set with what they leave to vary. */
type Sample = {
  readonly labels: number;
  readonly atMost: number;
  readonly humans: number;
  readonly degrees: number;
};

/**
 * For few labels of one kind: Clopper–Pearson at the design's effective n (Korn & Graubard 1998): the n that a simple random sample
 * would need for the variance seen, never above the labels there are nor above Kish's effective n (the variance is itself
 * poorly known when labels of one kind are few), times (t of the labels / t of the design's degrees of freedom)², which few clusters lower.
 */
export function exactInterval(
  share: number,
  variance: number,
  { labels, atMost, humans, degrees }: Sample,
  level: number,
): Interval & { readonly effectiveN: number } {
  const seen = variance > 0 && share > 0 && share < 1 ? (share * (1 - share)) / variance : Infinity;
  const effectiveN = Math.min(labels, atMost, seen);
  const t = (freedom: number): number => tQuantile((1 + level) / 2, Math.max(1, freedom));
  const n = effectiveN * Math.min(1, t(humans - 1) / t(degrees)) ** 2;
  return { ...clopperPearson(share * n, n, level), effectiveN };
}

/**
 * Else: Wilson's interval at the effective n of the linearised variance, with the t quantile (Korn & Graubard 1998; Franco et al. 2019): it
 * stays inside [0, 1], is not empty at 0 and 1, and is the linearised interval where the share is far from both.
 */
export function linearisedInterval(
  share: number,
  variance: number,
  degrees: number,
  level: number,
): Interval & { readonly effectiveN: number } {
  const effectiveN = (share * (1 - share)) / variance;
  const t = tQuantile((1 + level) / 2, Math.max(1, degrees));
  return { ...wilson(share, effectiveN, t), effectiveN };
}
