/**
 * Size of a simple random sample *without replacement* from `size` pairs that has the variance of one with replacement of `unlimited`
 * labels, P (1 − P) / n: from P (1 − P) / n · (N − n) / (N − 1) (Cochran 1977, 3.2) follows n = n∞ N / (N − 1 + n∞). Never above `size`,
 * and that only where nothing is left to chance. `size` is Infinity where there is no end to the pairs.
 */
export function effectiveOf(unlimited: number, size: number): number {
  if (size === Infinity) return unlimited;
  if (unlimited === Infinity) return size;
  const pairs = Math.max(1, size);
  return unlimited <= 0 ? 0 : (unlimited * pairs) / (pairs - 1 + unlimited);
}

/** The other way round: labels of a sample with replacement; Infinity where all pairs are labelled. */
export function unlimitedOf(effective: number, size: number): number {
  if (size === Infinity) return effective;
  return effective >= size ? Infinity : (effective * Math.max(0, size - 1)) / (size - effective);
}
