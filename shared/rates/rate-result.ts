/** How a rate was made. */
export const rateMethods = [
  'census',
  'certain',
  'judge-alone',
  'two-phase',
  'clopper-pearson',
  'rogan-gladen',
  'none',
] as const;
export type RateMethod = (typeof rateMethods)[number];

/** A rate as `rates --json` prints it (`cli.md`, "Labels"); null with the reason where it cannot be made. */
export type RateResult = {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n_judged: number;
  readonly n_human: number;
  /**
   * Labels of a simple random sample that would tell as much; null where there is no rate. For this set, of a sample without replacement
   * from its pairs (from the false, or true, negatives of the baseline for a ratio of these): never more than there are. For queries
   * like these, of pairs of such queries, without end.
   */
  readonly effective_n: number | null;
  readonly method: RateMethod;
  readonly reason?: string;
  /** How much the judge's answers count (PPI++); 0 is human only. */
  readonly lambda?: number;
  /** Estimated counts behind the share. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** For queries like these: clusters of queries with a label in the set, between which the interval's spread is measured. */
  readonly label_clusters?: number;
  /** Bounds if every label or answer that is missing were one or the other. */
  readonly worst_case?: { readonly low: number; readonly high: number };
  /** What to know before trusting it: few clusters, labels left out. */
  readonly warnings?: readonly string[];
};

/** A rate that cannot be made. */
export function noRate(
  counts: { readonly judged: number; readonly humans: number },
  reason: string,
  method: RateMethod = 'none',
): RateResult {
  return {
    estimate: null,
    low: null,
    high: null,
    n_judged: counts.judged,
    n_human: counts.humans,
    effective_n: null,
    method,
    reason,
  };
}
