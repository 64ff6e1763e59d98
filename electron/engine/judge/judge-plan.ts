import type { InclusionColumns } from '../plans/inclusion.ts';

/** Pairs to be judged, in the order in which they are asked: columns, one entry a pair. */
export type JudgePlan = {
  readonly run: string;
  readonly queries: Int32Array;
  readonly documents: Int32Array;
  /** Inclusion probability; NaN for pairs picked by hand. */
  readonly probabilities: Float64Array;
  /** Which wave first drew the pair; −1 without waves. */
  readonly waves: Int32Array;
  /** Pairs from which these were drawn. */
  readonly frame: number;
  /** The probability of every pair that the plan could have drawn, where permanent random numbers drew it. */
  readonly inclusion: InclusionColumns | null;
  /** For each query (index) the labelled positive to compare with (document index). */
  readonly positives: ReadonlyMap<number, number>;
};
