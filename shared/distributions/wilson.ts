import type { Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';

/** Wilson's score interval (1927) for a proportion from `n` trials (any positive number); `z` defaults to the normal 95 % quantile. [0, 1] for n = 0. */
export function wilson(proportion: number, n: number, z = normalQuantile(0.975)): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const share = (z * z) / n;
  const centre = (proportion + share / 2) / (1 + share);
  const half = (z / (1 + share)) * Math.sqrt((proportion * (1 - proportion)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
