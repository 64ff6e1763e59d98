import {
  type ApproximateClass,
  type ApproximateMeans,
  approximateSearch,
  type PairWatch,
} from './approximate-search.ts';
import { coarseSearch } from './coarse-search.ts';
import { type BlockBuffer, documentBlocks } from './document-blocks.ts';
import { exactScores, rowOf } from './exact-scores.ts';
import { byLength, firstLengths, takeEntries } from './list-lengths.ts';
import type { QueryGroup } from './query-group.ts';
import { type Round, roundPairs } from './round-pairs.ts';
import type { RowAnswer, RowRequest, SearchStep, SearchWatch } from './row-searcher.ts';
import { createScoreKernel } from './score-kernel.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { settleRows } from './settle-rows.ts';
import { sortedIncludes } from './sorted-includes.ts';

/** With a larger share of rows that 8-bit products leave open, the queries after them do without. */
const mostUnproven = 0.25;

/** What a thread searches with: the graphs, and memory for two blocks of documents. */
export type SearchMeans = {
  /** Made when first needed. */
  readonly fine: () => Promise<ApproximateMeans>;
  /** Null where 8-bit products are not to be had, do not pay, or did not tell the data's scores apart. */
  coarse: ApproximateMeans | null;
  readonly buffers: readonly [BlockBuffer, BlockBuffer];
};

/**
 * The answer to one group of queries, exactly: each list is rescored, and where its cut is not proven
 * (a document outside could still belong in), the row is searched again: after 8-bit products in float32, after that with a list
 * four times as long.
 */
export async function searchGroup(
  means: SearchMeans,
  corpus: SearchCorpus,
  request: RowRequest,
  group: QueryGroup,
  watch: SearchWatch,
): Promise<RowAnswer> {
  const { documents: table, similarity, eligible, eligibleCount } = corpus;
  const answer = emptyAnswer(request);
  const lengths = firstLengths(eligibleCount, request);
  const kernel = createScoreKernel(
    similarity,
    group.vectors,
    table.dimensions,
    corpus.plan.documentsPerBlock,
  );
  const told = (kind: SearchStep['kind']): PairWatch => ({
    signal: watch.signal,
    onPairs: (pairs) => watch.onStep({ kind, pairs }),
  });
  const [searched, unsettled, settled] = [told('searched'), told('unsettled'), told('settled')];
  const search = async (
    wanted: ReadonlyMap<number, Int32Array>,
    again: boolean,
  ): Promise<ApproximateClass[]> => {
    if (means.coarse !== null && !again) {
      const found = await coarseSearch(means.coarse, corpus, means.buffers, group, wanted, searched);
      if (found !== null) return found;
      means.coarse = null;
    }
    for (const positions of again ? wanted.values() : []) unsettled.onPairs(positions.length * eligibleCount);
    const blocks = documentBlocks(table, eligible, means.buffers);
    return approximateSearch(await means.fine(), blocks, group, wanted, again ? settled : searched);
  };
  let positivesWanted = true;
  /** One round for some positions; gives those that stay open. */
  const settle = async (taken: Int32Array, again: boolean): Promise<readonly number[]> => {
    const wanted = byLength(taken, lengths);
    const whole = wanted.get(eligibleCount);
    wanted.delete(eligibleCount);
    const classes = wanted.size === 0 ? [] : await search(wanted, again);
    if (whole) {
      classes.push(wholeCorpus(corpus, whole));
      if (!again) searched.onPairs(whole.length * eligibleCount);
    }
    const round = roundPairs(request, classes, positivesWanted);
    unsettled.onPairs(round.documents.length);
    const scores = await exactScores(table, kernel, round, means.buffers, settled);
    if (positivesWanted) keepPositives(request, round, scores, answer);
    positivesWanted = false;
    return settleRows(corpus, request, group, classes, round, scores, answer);
  };

  const lengthen = (positions: readonly number[]): void => {
    for (const p of positions) lengths[p] = Math.min(eligibleCount, (lengths[p] ?? 1) * 4);
  };
  const tied = (p: number): boolean => group.norms[p] === 0 && similarity !== 'euclidean';
  const all = Int32Array.from({ length: group.size }, (_, p) => p);
  const directionless = all.filter(tied);
  for (const p of directionless) fillFirst(corpus, request, p, answer);
  if (directionless.length > 0) searched.onPairs(directionless.length * eligibleCount);
  let fresh = all.filter((p) => !tied(p));
  let pending = new Int32Array();
  while (fresh.length > 0) {
    const taken = takeEntries(fresh, lengths);
    const open = await settle(taken, false);
    if (means.coarse === null) lengthen(open);
    else if (open.length > mostUnproven * taken.length) means.coarse = null;
    pending = Int32Array.from([...pending, ...open]);
    fresh = fresh.subarray(taken.length);
  }
  while (pending.length > 0) {
    const taken = takeEntries(pending, lengths);
    const open = await settle(taken, true);
    lengthen(open);
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

/** Where a list is as long as the corpus there is nothing to look for. */
function wholeCorpus({ eligible, eligibleCount }: SearchCorpus, positions: Int32Array): ApproximateClass {
  const capacity = eligibleCount;
  const documents = new Int32Array(positions.length * capacity);
  let count = 0;
  for (let document = 0; document < eligible.length; document++) {
    if (eligible[document]) documents[count++] = document;
  }
  for (let row = 1; row < positions.length; row++) documents.copyWithin(row * capacity, 0, count);
  const counts = new Int32Array(positions.length).fill(count);
  return { positions, lists: { capacity, counts, documents }, cutOf: () => Infinity };
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

function keepPositives(request: RowRequest, round: Round, scores: Float32Array, answer: RowAnswer): void {
  for (let p = 0; p < request.queries.length; p++) {
    const from = (round.offsets[p] ?? 0) + (round.listed[p] ?? 0);
    const target = request.positives.offsets[p] ?? 0;
    answer.positives.set(scores.subarray(from, round.offsets[p + 1] ?? 0), target);
  }
}
