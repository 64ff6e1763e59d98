const rootOfTwoPi = Math.sqrt(2 * Math.PI);

/** The standard normal density. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / rootOfTwoPi;
}

/** P(Z ≤ x), Z standard normal: Marsaglia's series (2004) near 0, Laplace's continued fraction in the tails; about 1e-15. */
export function normalCdf(x: number): number {
  if (x < -4) return upperTail(-x);
  if (x > 4) return 1 - upperTail(x);
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/** The x with P(Z ≤ x) = p, 0 < p < 1 (±∞ at 0 and 1): Abramowitz & Stegun 26.2.23, then Halley's steps. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let x =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

function upperTail(x: number): number {
  let fraction = x;
  for (let i = 100; i >= 1; i--) fraction = x + i / fraction;
  return normalDensity(x) / fraction;
}
