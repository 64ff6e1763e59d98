import { betaCdfWith, logBeta } from './beta-cdf.ts';

/** The x with P(X ≤ x) = p for X ~ Beta(a, b), a, b > 0 and 0 ≤ p ≤ 1: Newton's steps kept inside a shrinking bracket. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const logOfBeta = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const error = betaCdfWith(x, a, b, logOfBeta) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logOfBeta);
    const newton = x - error / density;
    // Far tails: halving the exponent gets there where halving the distance would crawl.
    const middle = low > 0 && high > 4 * low ? Math.sqrt(low * high) : (low + high) / 2;
    const next = newton > low && newton < high ? newton : middle;
    if (Math.abs(next - x) <= 1e-15 * x || high - low <= 1e-16 * low) return next;
    x = next;
  }
  return x;
}
