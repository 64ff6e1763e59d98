/**
 * Two raters' answers as shares of a named population: row-major `q × q`, rows are the first rater (the human), columns the
 * second (the judge). From plain counts the shares are those of the sample; from weights those of the population.
 */
export type ConfusionTable = {
  readonly categories: readonly string[];
  /** Shares; they sum to 1 (all 0 where there is nothing). */
  readonly shares: Float64Array;
  /** Pairs that were rated by both. */
  readonly n: number;
};

/** A pair that both rated: category indexes, its design weight (1 / inclusion probability; 1 without a design) and its cluster. */
export type RatedPairs = {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly weight: Float64Array;
  /** Query, or component of queries; null when pairs were drawn singly and the target is this set. */
  readonly cluster: Int32Array | null;
};

/** Shares from a table of counts. */
export function tableOfCounts(categories: readonly string[], counts: ArrayLike<number>): ConfusionTable {
  const shares = Float64Array.from(counts);
  let n = 0;
  for (const count of shares) n += count;
  if (n > 0) for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / n;
  return { categories, shares, n };
}

/** Estimated cells of the population that the weights stand for (Horvitz–Thompson, scaled to 1). */
export function tableOfPairs(categories: readonly string[], pairs: RatedPairs): ConfusionTable {
  const q = categories.length;
  const shares = new Float64Array(q * q);
  let total = 0;
  for (let i = 0; i < pairs.first.length; i++) {
    const weight = pairs.weight[i] ?? 0;
    const cell = (pairs.first[i] ?? 0) * q + (pairs.second[i] ?? 0);
    shares[cell] = (shares[cell] ?? 0) + weight;
    total += weight;
  }
  if (total > 0) for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / total;
  return { categories, shares, n: pairs.first.length };
}

/** Row sums (the first rater) and column sums (the second). */
export function marginsOf(
  shares: Float64Array,
  q: number,
): { readonly first: Float64Array; readonly second: Float64Array } {
  const first = new Float64Array(q);
  const second = new Float64Array(q);
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const share = shares[k * q + l] ?? 0;
      first[k] = (first[k] ?? 0) + share;
      second[l] = (second[l] ?? 0) + share;
    }
  }
  return { first, second };
}
