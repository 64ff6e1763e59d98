import type { ApproximateClass } from './approximate-search.ts';
import type { QueryGroup } from './query-group.ts';
import { rankCandidates } from './rank-candidates.ts';
import type { Round } from './round-pairs.ts';
import type { RowAnswer, RowRequest } from './row-searcher.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { unseenBound } from './unseen-bound.ts';

/** Ranks every list and writes those whose cut is proven into the answer; gives back the positions that are still open. */
export function settleRows(
  corpus: SearchCorpus,
  { poolSize }: RowRequest,
  group: QueryGroup,
  classes: readonly ApproximateClass[],
  round: Round,
  scores: Float32Array,
  answer: RowAnswer,
): readonly number[] {
  const open: number[] = [];
  for (const { positions, lists, cutOf } of classes) {
    for (const [row, p] of positions.entries()) {
      const from = round.offsets[p] ?? 0;
      const count = round.listed[p] ?? 0;
      const documents = round.documents.subarray(from, from + count);
      const ranked = scores.subarray(from, from + count);
      const kept = Math.min(count, poolSize);
      rankCandidates(documents, ranked, count, kept);
      if ((lists.counts[row] ?? 0) < corpus.eligibleCount) {
        const norm = group.norms[p] ?? 0;
        const { dimensions } = corpus.documents;
        const bound = unseenBound(corpus.similarity, dimensions, norm, corpus.largestNorm, cutOf(row));
        const proven = kept === poolSize && (ranked[kept - 1] ?? -Infinity) > bound;
        if (!proven) {
          open.push(p);
          continue;
        }
      }
      answer.counts[p] = kept;
      answer.documents.set(documents.subarray(0, kept), p * poolSize);
      answer.scores.set(ranked.subarray(0, kept), p * poolSize);
    }
  }
  return open;
}
