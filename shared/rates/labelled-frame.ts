/** What the judge said of a pair, as a false negative or not under the mapping in force. `failed`: asked, and no usable answer came. */
export const judgeAnswer = { notAsked: 0, notRelevant: 1, relevant: 2, failed: 3 } as const;

/** What people said of a pair after majority or adjudication. `missing`: "can't tell", or no majority. */
export const humanLabel = { none: 0, notRelevant: 1, relevant: 2, missing: 3 } as const;

/**
 * The frame of `statistics.md` §3 with what is known about it: one entry a pair in every array (see `parts`). Settings are the places of the
 * declared grid, 0 the strictest. Hand-picked, unblind, gold and probe labels are not in it.
 */
export type LabelledFrame = {
  /** Settings in the grid. */
  readonly settings: number;
  /** The pair is selected at setting g when entry ≤ g < exit. */
  readonly entry: Int32Array;
  readonly exit: Int32Array;
  /** 1: selected by the baseline (naive top-n of the same teacher). */
  readonly baseline: Uint8Array;
  /** Sampling stratum, 0-based. */
  readonly stratum: Int32Array;
  readonly strata: number;
  /** Query, or connected component of queries, 0-based; `clusters` counts also those without a pair. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** Inclusion probability of being asked of the judge; 0 where it cannot be. */
  readonly judgeProbability: Float64Array;
  /** `judgeAnswer` codes. */
  readonly answer: Uint8Array;
  /**
   * What stands for a failed answer, by stratum: the mean answer over the declared frame, of which the pairs here may be a part. Null or
   * absent: the mean over the pairs here.
   */
  readonly answerMeans?: Float64Array | null;
  /** Inclusion probability of being labelled by people, both phases together, at most `judgeProbability` where that is above 0; 0 where it cannot be. */
  readonly humanProbability: Float64Array;
  /**
   * Inclusion probability of being both asked of the judge and labelled by people, for what compares the two. Null or absent: people's, who are
   * then asked about judged pairs only.
   */
  readonly bothProbability?: Float64Array | null;
  /** `humanLabel` codes. */
  readonly label: Uint8Array;
  /** How either probability is known, as `probabilitySource` codes; null or absent where all are known. */
  readonly judgeSource?: Uint8Array | null;
  readonly humanSource?: Uint8Array | null;
  /** How many came together with a line of a `line` source, itself included (a whole query); null or absent: each for itself. */
  readonly judgeTogether?: Float64Array | null;
  readonly humanTogether?: Float64Array | null;
  /**
   * Strata of the judge's own sample, to which its rate alone is calibrated: what people draw must not move that. Null or absent: those
   * above.
   */
  readonly judgeStrata?: { readonly stratum: Int32Array; readonly strata: number } | null;
  /** Where some pairs are selected in several intervals of the grid; null or absent where every entry is a pair of its own. */
  readonly parts?: FrameParts | null;
};

/**
 * A pair that the selection leaves and takes again (a draw, or one of several anchors) has one entry an interval, side by side. An entry
 * speaks for its pair at settings `from` ≤ g < `until`, which part the grid: so at each setting the pair counts once.
 */
export type FrameParts = {
  /** Pair of each entry, 0-based, ascending. */
  readonly pair: Int32Array;
  readonly pairs: number;
  readonly from: Int32Array;
  readonly until: Int32Array;
};
