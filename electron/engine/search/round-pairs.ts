import type { ApproximateClass } from './approximate-search.ts';
import { rowOf } from './exact-scores.ts';
import type { RowRequest } from './row-searcher.ts';
import { sortedIncludes } from './sorted-includes.ts';

/** Pairs of one round by position: first the listed documents that are not excluded (`listed[p]` of them), then the positives. */
export type Round = {
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  readonly listed: Int32Array;
};

/** What a round has to score; `withPositives` adds each position's positives. */
export function roundPairs(
  request: RowRequest,
  classes: readonly ApproximateClass[],
  withPositives: boolean,
): Round {
  const size = request.queries.length;
  const lists: Int32Array[] = Array.from({ length: size }, () => new Int32Array());
  for (const { positions, lists: found } of classes) {
    for (const [row, p] of positions.entries()) {
      const excluded = rowOf(request.excluded, p);
      const from = row * found.capacity;
      const list = found.documents.subarray(from, from + (found.counts[row] ?? 0));
      lists[p] =
        excluded.length === 0 ? list : list.filter((document) => !sortedIncludes(excluded, document));
    }
  }
  const offsets = new Int32Array(size + 1);
  const positivesOf = (p: number): Int32Array =>
    withPositives ? rowOf(request.positives, p) : new Int32Array();
  for (const [p, list] of lists.entries()) {
    offsets[p + 1] = (offsets[p] ?? 0) + list.length + positivesOf(p).length;
  }
  const documents = new Int32Array(offsets[size] ?? 0);
  for (const [p, list] of lists.entries()) {
    documents.set(list, offsets[p] ?? 0);
    documents.set(positivesOf(p), (offsets[p] ?? 0) + list.length);
  }
  return { offsets, documents, listed: Int32Array.from(lists, (list) => list.length) };
}
