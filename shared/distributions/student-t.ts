import { betaCdf } from './beta-cdf.ts';
import { betaQuantile } from './beta-quantile.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** Above this, Student's t is the normal law to more digits than are kept. */
const manyDegrees = 1e12;

/** P(T ≤ t) for Student's t with `df` > 0 degrees of freedom (any real number). */
export function tCdf(t: number, df: number): number {
  if (df > manyDegrees) return normalCdf(t);
  const tail = betaCdf(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p, 0 < p < 1. */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (df > manyDegrees) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  // Of x = df / (df + t²) and 1 − x the smaller keeps its digits.
  const x = betaQuantile(2 * tail, df / 2, 0.5);
  const t = x < 0.5 ? Math.sqrt((df * (1 - x)) / x) : tOfComplement(1 - 2 * tail, df);
  return p > 0.5 ? t : -t;
}

function tOfComplement(p: number, df: number): number {
  const rest = betaQuantile(p, 0.5, df / 2);
  return Math.sqrt((df * rest) / (1 - rest));
}
