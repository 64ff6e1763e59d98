import type { Pool } from '../../../../shared/mining/pool.ts';

/** The score of a pair that was scored before: query index, document index. */
export type ScoreOf = (query: number, document: number) => number;

/** The same candidates in the order of their new scores (descending, then document index), and the positives with theirs. */
export function rescorePool(pool: Pool, scoreOf: ScoreOf): Pool {
  const documents = new Int32Array(pool.documents.length).fill(-1);
  const scores = new Float32Array(pool.scores.length);
  for (const [row, query] of pool.queries.entries()) {
    const start = row * pool.poolSize;
    const own = Array.from(pool.documents.subarray(start, start + (pool.counts[row] ?? 0)));
    const scored = own.map((document) => ({ document, score: scoreOf(query, document) }));
    scored.sort((a, b) => b.score - a.score || a.document - b.document);
    for (const [i, { document, score }] of scored.entries()) {
      documents[start + i] = document;
      scores[start + i] = score;
    }
  }
  return { ...pool, documents, scores, positives: rescoredPositives(pool, scoreOf) };
}

function rescoredPositives({ queries, positives }: Pool, scoreOf: ScoreOf): Pool['positives'] {
  const scores = new Float32Array(positives.scores.length);
  for (const [row, query] of queries.entries()) {
    for (let i = positives.offsets[row] ?? 0; i < (positives.offsets[row + 1] ?? 0); i++) {
      scores[i] = scoreOf(query, positives.documents[i] ?? -1);
    }
  }
  return { ...positives, scores };
}

/** Every document of a row that needs a score: its candidates, then its positives. */
export function documentsOfRow(
  { poolSize, counts, documents, positives }: Pool,
  row: number,
): readonly number[] {
  const start = row * poolSize;
  const candidates = documents.subarray(start, start + (counts[row] ?? 0));
  const labelled = positives.documents.subarray(positives.offsets[row] ?? 0, positives.offsets[row + 1] ?? 0);
  return [...new Set([...candidates, ...labelled])];
}
