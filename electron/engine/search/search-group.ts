import { type ApproximateClass, type ApproximateMeans, approximateSearch } from './approximate-search.ts';
import { type BlockBuffer, documentBlocks } from './document-blocks.ts';
import { exactScores, type ScorePairs } from './exact-scores.ts';
import type { QueryGroup } from './query-group.ts';
import { rankCandidates } from './rank-candidates.ts';
import type { RowAnswer, RowRequest, SearchWatch } from './row-searcher.ts';
import { emptyRunningTop } from './running-top.ts';
import { createScoreKernel } from './score-kernel.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { sortedIncludes } from './sorted-includes.ts';
import { unseenBound } from './unseen-bound.ts';

/** Places asked for beyond the pool and the row's exclusions: room for scores that rounding puts on the wrong side of the cut. */
const slack = 8;
/** List entries held at once (about 32 bytes each); rows with longer lists take turns. */
const mostEntries = 1_000_000;

/** What a thread searches with: the graph, and memory for two blocks of documents. */
export type SearchMeans = ApproximateMeans & { readonly buffers: readonly [BlockBuffer, BlockBuffer] };

/**
 * The answer to one group of queries, exactly: each list is rescored, and where its cut is not proven
 * (a document outside could still belong in), the row is searched again with a list four times as long.
 */
export async function searchGroup(
  means: SearchMeans,
  corpus: SearchCorpus,
  request: RowRequest,
  group: QueryGroup,
  watch: SearchWatch,
): Promise<RowAnswer> {
  const { documents: table, similarity, eligibleCount } = corpus;
  const answer = emptyAnswer(request);
  const lengths = firstLengths(corpus, request, group);
  const kernel = createScoreKernel(similarity, group.vectors, table.dimensions);
  let positivesWanted = true;
  const tied = (p: number): boolean => group.norms[p] === 0 && similarity !== 'euclidean';
  const all = Int32Array.from({ length: group.size }, (_, p) => p);
  for (const p of all.filter(tied)) fillFirst(corpus, request, p, answer);
  let pending = all.filter((p) => !tied(p));
  while (pending.length > 0) {
    const taken = takeEntries(pending, lengths);
    const wanted = byLength(taken, lengths);
    const onPairs = (pairs: number): void => {
      watch.signal.throwIfAborted();
      watch.onPairs(pairs);
    };
    const whole = wanted.get(eligibleCount);
    wanted.delete(eligibleCount);
    const classes =
      wanted.size === 0
        ? []
        : await approximateSearch(
            means,
            documentBlocks(table, corpus.eligible, means.buffers),
            group.vectors,
            table.dimensions,
            wanted,
            onPairs,
          );
    if (whole) {
      classes.push(wholeCorpus(corpus, whole));
      onPairs(whole.length * eligibleCount);
    }
    const round = roundPairs(request, group, classes, positivesWanted);
    const scores = await exactScores(table, kernel, round, means.buffers[0].rows, watch);
    if (positivesWanted) keepPositives(request, group, round, scores, answer);
    positivesWanted = false;
    const open = settle(corpus, request, group, classes, round, scores, answer);
    for (const p of open) lengths[p] = Math.min(eligibleCount, (lengths[p] ?? 1) * 4);
    pending = Int32Array.from([...open, ...pending.subarray(taken.length)]);
  }
  return answer;
}

function emptyAnswer({ queries, poolSize, positives }: RowRequest): RowAnswer {
  return {
    counts: new Int32Array(queries.length),
    documents: new Int32Array(queries.length * poolSize).fill(-1),
    scores: new Float32Array(queries.length * poolSize),
    positives: new Float32Array(positives.documents.length),
  };
}

function rowOf({ offsets, documents }: ScorePairs, row: number): Int32Array {
  return documents.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

/** Where a list is as long as the corpus there is nothing to look for. */
function wholeCorpus({ eligible, eligibleCount }: SearchCorpus, positions: Int32Array): ApproximateClass {
  const top = emptyRunningTop(positions.length, eligibleCount);
  let count = 0;
  for (let document = 0; document < eligible.length; document++) {
    if (eligible[document]) top.documents[count++] = document;
  }
  for (let row = 0; row < positions.length; row++) {
    top.documents.copyWithin(row * top.capacity, 0, count);
    top.counts[row] = count;
  }
  return { positions, top };
}

/** A query without direction scores 0 with everything: its pool is the first documents, its positives' scores stay 0. */
function fillFirst(corpus: SearchCorpus, request: RowRequest, row: number, answer: RowAnswer): void {
  const excluded = rowOf(request.excluded, row);
  let count = 0;
  for (let document = 0; document < corpus.eligible.length && count < request.poolSize; document++) {
    if (!corpus.eligible[document] || sortedIncludes(excluded, document)) continue;
    answer.documents[row * request.poolSize + count++] = document;
  }
  answer.counts[row] = count;
}

/** List length of each position: pool, exclusions and slack, rounded so that few classes arise; at most the corpus. */
function firstLengths(corpus: SearchCorpus, request: RowRequest, group: QueryGroup): Int32Array {
  return Int32Array.from({ length: group.size }, (_, p) => {
    const excluded = rowOf(request.excluded, p).length;
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

function byLength(positions: Int32Array, lengths: Int32Array): Map<number, Int32Array> {
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
  request: RowRequest,
  group: QueryGroup,
  classes: readonly ApproximateClass[],
  withPositives: boolean,
): Round {
  const lists: Int32Array[] = Array.from({ length: group.size }, () => new Int32Array());
  for (const { positions, top } of classes) {
    for (const [row, p] of positions.entries()) {
      const excluded = rowOf(request.excluded, p);
      const from = row * top.capacity;
      const list = top.documents.subarray(from, from + (top.counts[row] ?? 0));
      lists[p] =
        excluded.length === 0 ? list : list.filter((document) => !sortedIncludes(excluded, document));
    }
  }
  const offsets = new Int32Array(group.size + 1);
  const positivesOf = (p: number): Int32Array =>
    withPositives ? rowOf(request.positives, p) : new Int32Array();
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
  request: RowRequest,
  group: QueryGroup,
  round: Round,
  scores: Float32Array,
  answer: RowAnswer,
): void {
  for (let p = 0; p < group.size; p++) {
    const from = (round.offsets[p] ?? 0) + (round.listed[p] ?? 0);
    const target = request.positives.offsets[p] ?? 0;
    answer.positives.set(scores.subarray(from, round.offsets[p + 1] ?? 0), target);
  }
}

/** Ranks every list and writes those whose cut is proven into the answer; gives back the positions that are still open. */
function settle(
  corpus: SearchCorpus,
  request: RowRequest,
  group: QueryGroup,
  classes: readonly ApproximateClass[],
  round: Round,
  scores: Float32Array,
  answer: RowAnswer,
): readonly number[] {
  const open: number[] = [];
  const { poolSize } = request;
  for (const { positions, top } of classes) {
    for (const [row, p] of positions.entries()) {
      const from = round.offsets[p] ?? 0;
      const count = round.listed[p] ?? 0;
      const documents = round.documents.subarray(from, from + count);
      const ranked = scores.subarray(from, from + count);
      rankCandidates(documents, ranked, count);
      const kept = Math.min(count, poolSize);
      const seen = top.counts[row] ?? 0;
      if (seen < corpus.eligibleCount) {
        const bound = unseenBound(
          corpus.similarity,
          corpus.documents.dimensions,
          group.norms[p] ?? 0,
          corpus.largestNorm,
          top.thresholds[row] ?? Infinity,
        );
        const proven = seen >= top.k && kept === poolSize && (ranked[kept - 1] ?? -Infinity) > bound;
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
