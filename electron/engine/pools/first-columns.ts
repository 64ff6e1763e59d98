import type { Pool } from '../../../shared/mining/pool.ts';

/** The pool that asking for fewer candidates would have given: ranks are retrieval order, so it is the first columns. */
export function firstColumns(pool: Pool, poolSize: number): Pool {
  const rows = pool.queries.length;
  const documents = new Int32Array(rows * poolSize);
  const scores = new Float32Array(rows * poolSize);
  for (let row = 0; row < rows; row++) {
    const from = row * pool.poolSize;
    documents.set(pool.documents.subarray(from, from + poolSize), row * poolSize);
    scores.set(pool.scores.subarray(from, from + poolSize), row * poolSize);
  }
  return {
    ...pool,
    poolSize,
    counts: pool.counts.map((count) => Math.min(count, poolSize)),
    documents,
    scores,
  };
}
