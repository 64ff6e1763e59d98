import type { Pool } from '../../../shared/mining/pool.ts';
import type { FoundTexts } from './texts-with-words.ts';

/** Gives the pool's queries with one of these documents among their candidates or positives the best score of those. */
export function fitQueriesAbout(pool: Pool, { texts, scores }: FoundTexts, fits: Float64Array): void {
  const last = texts.at(-1) ?? -1;
  // One place a document up to the last that was found: a look-up costs no search.
  const scoreOf = new Float64Array(last + 1).fill(-1);
  for (const [i, document] of texts.entries()) scoreOf[document] = scores[i] ?? 0;
  const { offsets, documents: positives } = pool.positives;
  for (const [row, query] of pool.queries.entries()) {
    const start = row * pool.poolSize;
    let best = -1;
    for (let cell = start; cell < start + (pool.counts[row] ?? 0); cell++)
      best = Math.max(best, scoreOf[pool.documents[cell] ?? -1] ?? -1);
    for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++)
      best = Math.max(best, scoreOf[positives[i] ?? -1] ?? -1);
    if (best >= 0) fits[query] = best;
  }
}
