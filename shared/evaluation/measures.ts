import type { Hit } from './relevant-ranks.ts';

/**
 * nDCG at a cut, as trec_eval's `ndcg_cut`: gain = grade (linear), discount log2(rank + 1); the ideal list holds every
 * relevant document of the query, retrieved or not. `hits` best first, `relevant` the grades of all relevant documents,
 * descending, at least one.
 */
export function ndcgAt(hits: readonly Hit[], relevant: readonly number[], cut: number): number {
  let gained = 0;
  for (const { rank, grade } of hits) if (rank <= cut) gained += grade / Math.log2(rank + 1);
  let ideal = 0;
  relevant.slice(0, cut).forEach((grade, i) => (ideal += grade / Math.log2(i + 2)));
  return gained / ideal;
}

/** Share of all relevant documents within the cut: trec_eval's `recall`. */
export function recallAt(hits: readonly Hit[], relevant: readonly number[], cut: number): number {
  return hits.filter(({ rank }) => rank <= cut).length / relevant.length;
}

/** 1 / rank of the first relevant document within the cut, 0 without one: trec_eval's `recip_rank` (cut: `-M`). */
export function reciprocalRankAt(hits: readonly Hit[], cut: number): number {
  const first = hits[0];
  return first && first.rank <= cut ? 1 / first.rank : 0;
}
