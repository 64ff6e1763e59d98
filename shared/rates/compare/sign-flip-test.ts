import { textHash, uniformOfHashes } from '../../random.ts';

/**
 * Studentised sign-flip test that clusters' values have mean 0: p = (b + 1) / (B + 1), b the flips whose |t| is at least the one seen (Janssen 1997;
 * Phipson & Smyth 2010 for the + 1). Clusters with value 0 tell nothing; without others p is 1. Seeded.
 */
export function signFlipTest(values: Float64Array, seed: number, flips: number): number {
  const used = values.filter((value) => value !== 0);
  const n = used.length;
  if (n < 2) return 1;
  const squares = used.reduce((sum, value) => sum + value * value, 0);
  // Squares do not change with signs, so t grows with |sum| alone.
  const studentised = (sum: number): number =>
    Math.abs(sum) / Math.sqrt(Math.max(squares - (sum * sum) / n, 1e-300));
  const seen = studentised(used.reduce((sum, value) => sum + value, 0)) * (1 - 1e-12);
  const base = textHash('sign-flip');
  let atLeast = 0;
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0;
    let bits = 0;
    for (let i = 0; i < n; i++) {
      // 24 signs from one draw.
      if (i % 24 === 0) bits = uniformOfHashes(seed, base + flip, i) * 0x1000000;
      sum += (bits & 1) === 1 ? (used[i] ?? 0) : -(used[i] ?? 0);
      bits >>= 1;
    }
    if (studentised(sum) >= seen) atLeast += 1;
  }
  return (atLeast + 1) / (flips + 1);
}
