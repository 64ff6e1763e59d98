import type { Pool } from '../mining/pool.ts';

export type PoolRow = {
  /** Scores best first; candidate c of row r is document 100·r + c. */
  readonly candidates: readonly number[];
  /** NaN for a positive without a score; positive i of row r is document 100·r + 50 + i. */
  readonly positives: readonly number[];
};

/** A pool from plain rows; scores are rounded to float32, rows shorter than the longest are padded as on disk. */
export function poolOf(
  rows: readonly PoolRow[],
  poolSize = Math.max(1, ...rows.map((r) => r.candidates.length)),
): Pool {
  const documents = new Int32Array(rows.length * poolSize).fill(-1);
  const scores = new Float32Array(rows.length * poolSize);
  const offsets = new Int32Array(rows.length + 1);
  for (const [row, { candidates, positives }] of rows.entries()) {
    scores.set(candidates, row * poolSize);
    documents.set(
      candidates.map((_, column) => row * 100 + column),
      row * poolSize,
    );
    offsets[row + 1] = (offsets[row] ?? 0) + positives.length;
  }
  return {
    poolSize,
    queries: Int32Array.from(rows.keys()),
    counts: Int32Array.from(rows.map((row) => row.candidates.length)),
    documents,
    scores,
    positives: {
      offsets,
      documents: Int32Array.from(rows.flatMap((row, r) => row.positives.map((_, i) => r * 100 + 50 + i))),
      scores: Float32Array.from(rows.flatMap((row) => row.positives)),
    },
  };
}
