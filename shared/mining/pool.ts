/**
 * A teacher's candidates, row-major `rows × poolSize`: one row per mined query, in imported order, best first.
 * Rows may be shorter than `poolSize` (`counts`); what lies past the end is −1 and 0 and means nothing.
 */
export type Pool = {
  readonly poolSize: number;
  /** Query index of each row. */
  readonly queries: Int32Array;
  /** Candidates in each row. */
  readonly counts: Int32Array;
  /** Document indexes; column r is rank r + 1. */
  readonly documents: Int32Array;
  /** Teacher scores, float32 as stored; widened to float64 wherever they are compared. */
  readonly scores: Float32Array;
  readonly positives: PositiveScores;
};

/** The scored positives of each row in the mined split, compressed rows: row i is `offsets[i]` to `offsets[i + 1]`. */
export type PositiveScores = {
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  /** NaN where the teacher gives no score. */
  readonly scores: Float32Array;
};
