import type { Pool } from '../../../shared/mining/pool.ts';
import type { Task } from '../task.ts';
import type { RetrievalRequest } from '../teachers/retriever.ts';
import { type ApproximateClass, approximateSearch } from './approximate-search.ts';
import type { BlockSearch } from './block-search.ts';
import { documentBlocks } from './document-blocks.ts';
import { exactScores } from './exact-scores.ts';
import type { QueryGroup } from './query-group.ts';
import { rankCandidates } from './rank-candidates.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { createScoreKernel } from './score-kernel.ts';
import { sortedIncludes } from './sorted-includes.ts';
import { unseenBound } from './unseen-bound.ts';

/** Places asked for beyond the pool and the row's exclusions: room for scores that rounding puts on the wrong side of the cut. */
const slack = 8;
/** List entries held at once (about 24 bytes each); rows with longer lists take turns. */
const mostEntries = 4_000_000;

/**
 * Fills the pool's rows of one group of queries, exactly: each list is rescored, and where its cut is not proven
 * (a document outside could still belong in), the row is searched again with a list four times as long.
 */
export async function searchGroup(
  search: BlockSearch,
  corpus: SearchCorpus,
  request: RetrievalRequest,
  group: QueryGroup,
  pool: Pool,
  task: Task,
  onPairs: (pairs: number) => void,
): Promise<void> {
  const lengths = firstLengths(corpus, request, group);
  const kernel = createScoreKernel(corpus.similarity, group.vectors, corpus.table.dimensions);
  let positivesWanted = true;
  const tied = (p: number): boolean => group.norms[p] === 0 && corpus.similarity !== 'euclidean';
  const all = Int32Array.from({ length: group.size }, (_, p) => p);
  for (const p of all.filter(tied)) fillFirst(corpus, request, group.firstRow + p, pool);
  let pending = all.filter((p) => !tied(p));
  while (pending.length > 0) {
    const taken = takeEntries(pending, lengths);
    const classes = await approximateSearch(
      search,
      corpus.plan,
      documentBlocks(corpus.table, corpus.eligible, corpus.buffers),
      group.vectors,
      corpus.table.dimensions,
      byLength(taken, lengths),
      (pairs) => {
        task.signal.throwIfAborted();
        onPairs(pairs);
      },
    );
    const round = roundPairs(request, group, classes, positivesWanted);
    const scores = await exactScores(corpus.table, kernel, round, corpus.buffers[0].rows, task);
    if (positivesWanted) keepPositives(request, group, round, scores, pool);
    positivesWanted = false;
    const open = settle(corpus, group, classes, round, scores, pool);
    for (const p of open) lengths[p] = Math.min(corpus.eligibleCount, (lengths[p] ?? 1) * 4);
    pending = Int32Array.from([...open, ...pending.subarray(taken.length)]);
  }
}

/** A query without direction scores 0 with everything: its pool is the first documents, its positives' scores stay 0. */
function fillFirst(corpus: SearchCorpus, request: RetrievalRequest, row: number, pool: Pool): void {
  const excluded = request.excluded(row);
  let count = 0;
  for (let document = 0; document < corpus.eligible.length && count < pool.poolSize; document++) {
    if (!corpus.eligible[document] || sortedIncludes(excluded, document)) continue;
    const at = row * pool.poolSize + count++;
    pool.documents[at] = document;
    pool.scores[at] = 0;
  }
  pool.counts[row] = count;
}

/** List length of each position: pool, exclusions and slack, rounded so that few classes arise; at most the corpus. */
function firstLengths(corpus: SearchCorpus, request: RetrievalRequest, group: QueryGroup): Int32Array {
  return Int32Array.from({ length: group.size }, (_, p) => {
    const excluded = request.excluded(group.firstRow + p).length;
    const room = excluded <= 8 ? 8 : 2 ** Math.ceil(Math.log2(excluded));
    return Math.min(corpus.eligibleCount, request.poolSize + room + slack);
  });
}

function takeEntries(pending: Int32Array, lengths: Int32Array): Int32Array {
  let entries = 0;
  let count = 0;
  for (const p of pending) {
    entries += lengths[p] ?? 0;
    if (count > 0 && entries > mostEntries) break;
    count++;
  }
  return pending.subarray(0, count);
}

function byLength(positions: Int32Array, lengths: Int32Array): ReadonlyMap<number, Int32Array> {
  const classes = new Map<number, number[]>();
  for (const p of positions) {
    const length = lengths[p] ?? 0;
    const members = classes.get(length);
    if (members) members.push(p);
    else classes.set(length, [p]);
  }
  return new Map([...classes].map(([k, members]) => [k, Int32Array.from(members)]));
}

/** Pairs of one round by position: first the listed documents that are not excluded (`listed[p]` of them), then the positives. */
type Round = {
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  readonly listed: Int32Array;
};

function roundPairs(
  request: RetrievalRequest,
  group: QueryGroup,
  classes: readonly ApproximateClass[],
  withPositives: boolean,
): Round {
  const { offsets: positiveOffsets, documents: positives } = request.positives;
  const lists: Int32Array[] = Array.from({ length: group.size }, () => new Int32Array());
  for (const { positions, top } of classes) {
    for (const [row, p] of positions.entries()) {
      const excluded = request.excluded(group.firstRow + p);
      const list = top.documents.subarray(row * top.k, row * top.k + (top.counts[row] ?? 0));
      lists[p] =
        excluded.length === 0 ? list : list.filter((document) => !sortedIncludes(excluded, document));
    }
  }
  const offsets = new Int32Array(group.size + 1);
  const positivesOf = (p: number): Int32Array => {
    const row = group.firstRow + p;
    return withPositives
      ? positives.subarray(positiveOffsets[row] ?? 0, positiveOffsets[row + 1] ?? 0)
      : positives.subarray(0, 0);
  };
  for (const [p, list] of lists.entries()) {
    offsets[p + 1] = (offsets[p] ?? 0) + list.length + positivesOf(p).length;
  }
  const documents = new Int32Array(offsets[group.size] ?? 0);
  for (const [p, list] of lists.entries()) {
    documents.set(list, offsets[p] ?? 0);
    documents.set(positivesOf(p), (offsets[p] ?? 0) + list.length);
  }
  return { offsets, documents, listed: Int32Array.from(lists, (list) => list.length) };
}

function keepPositives(
  request: RetrievalRequest,
  group: QueryGroup,
  round: Round,
  scores: Float32Array,
  pool: Pool,
): void {
  for (let p = 0; p < group.size; p++) {
    const from = (round.offsets[p] ?? 0) + (round.listed[p] ?? 0);
    const target = request.positives.offsets[group.firstRow + p] ?? 0;
    pool.positives.scores.set(scores.subarray(from, round.offsets[p + 1] ?? 0), target);
  }
}

/** Ranks every list and writes those whose cut is proven into the pool; gives back the positions that are still open. */
function settle(
  corpus: SearchCorpus,
  group: QueryGroup,
  classes: readonly ApproximateClass[],
  round: Round,
  scores: Float32Array,
  pool: Pool,
): readonly number[] {
  const open: number[] = [];
  for (const { positions, top } of classes) {
    for (const [row, p] of positions.entries()) {
      const from = round.offsets[p] ?? 0;
      const count = round.listed[p] ?? 0;
      const documents = round.documents.subarray(from, from + count);
      const ranked = scores.subarray(from, from + count);
      rankCandidates(documents, ranked, count);
      const kept = Math.min(count, pool.poolSize);
      const seen = top.counts[row] ?? 0;
      if (seen < corpus.eligibleCount) {
        const bound = unseenBound(
          corpus.similarity,
          corpus.table.dimensions,
          group.norms[p] ?? 0,
          corpus.largestNorm,
          top.scores[row * top.k + seen - 1] ?? 0,
        );
        const proven = kept === pool.poolSize && (ranked[kept - 1] ?? -Infinity) > bound;
        if (!proven) {
          open.push(p);
          continue;
        }
      }
      const target = group.firstRow + p;
      pool.counts[target] = kept;
      pool.documents.set(documents.subarray(0, kept), target * pool.poolSize);
      pool.scores.set(ranked.subarray(0, kept), target * pool.poolSize);
    }
  }
  return open;
}
