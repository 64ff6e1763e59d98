/** The smallest number above a finite one (IEEE 754, nextUp). */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  // Read as an integer, a number grows with its magnitude.
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? value;
}

/** The largest number below a finite one. */
export function nextBelow(value: number): number {
  return -nextAbove(-value);
}
