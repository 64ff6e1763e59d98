import { betaQuantile } from './beta-quantile.ts';
import type { Interval } from './interval.ts';

/**
 * The exact interval for a proportion (Clopper & Pearson 1934) from `successes` of `n`, which need not be whole numbers:
 * at a design's effective n it is Korn & Graubard's (1998). [0, 1] for n = 0.
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  if (n <= 0) return { low: 0, high: 1 };
  return {
    low: successes <= 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes >= n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}
