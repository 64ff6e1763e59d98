/** Rows of float32 vectors on disk: row i belongs to document (or query) i. Normalised when the similarity is cosine. */
export type VectorTable = {
  readonly count: number;
  readonly dimensions: number;
  /** Reads rows `start` to `start + count` into `target` (row-major) from its beginning. */
  readonly read: (start: number, count: number, target: Float32Array) => Promise<void>;
  readonly close: () => Promise<void>;
};
