export type Side = 'documents' | 'queries';

/** Texts to vectors; local model or endpoint. */
export type Encoder = {
  /** Rows in the order of `texts`, row-major, `texts.length × dimensions`, float32, as the model gives them (not normalised unless the model does). */
  readonly encode: (
    texts: readonly string[],
    side: Side,
    signal: AbortSignal,
  ) => Promise<{ readonly rows: Float32Array; readonly dimensions: number }>;
  /** What a text costs (tokens), to sort and batch by. */
  readonly cost: (text: string, side: Side) => number;
  /** A batch holds texts while (longest cost × texts) stays within this; at least one. */
  readonly batchCost: number;
  readonly maxBatchTexts: number;
  /** Batches in flight at once. */
  readonly concurrency: number;
  /** Where it runs, in a few words. */
  readonly device: string;
  /** Why there, for those that had a choice. */
  readonly deviceReason?: string;
  readonly close: () => Promise<void>;
};
