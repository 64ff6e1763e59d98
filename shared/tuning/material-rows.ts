import type { TuneMaterial } from './tune-request.ts';

/** Rows `from` to `to` of a pool as a pool of their own, on the same memory. Hashes stay those of all ids. */
export function materialRows(material: TuneMaterial, from: number, to: number): TuneMaterial {
  const { pool, positiveCosines, labels } = material;
  const { poolSize } = pool;
  const { offsets, documents, scores } = pool.positives;
  const first = offsets[from] ?? 0;
  const end = offsets[to] ?? first;
  return {
    ...material,
    pool: {
      poolSize,
      queries: pool.queries.subarray(from, to),
      counts: pool.counts.subarray(from, to),
      documents: pool.documents.subarray(from * poolSize, to * poolSize),
      scores: pool.scores.subarray(from * poolSize, to * poolSize),
      positives: {
        offsets: offsets.slice(from, to + 1).map((offset) => offset - first),
        documents: documents.subarray(first, end),
        scores: scores.subarray(first, end),
      },
    },
    ...(positiveCosines == null
      ? {}
      : { positiveCosines: positiveCosines.subarray(from * poolSize, to * poolSize) }),
    labels: labels === null ? null : labels.subarray(from * poolSize, to * poolSize),
  };
}
