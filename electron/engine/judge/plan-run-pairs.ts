import { textHash, uniformOfHashes } from '../../../shared/random.ts';
import type { IdHashes } from '../../../shared/mining/select.ts';
import { selectedColumns } from '../../../shared/mining/selected-columns.ts';
import { createSorter } from '../../../shared/statistics/sort-order.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import { bestPositives } from '../workspace/best-positives.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { InclusionColumns } from '../plans/inclusion.ts';
import type { JudgePlan } from './judge-plan.ts';

export type DrawRequest = {
  readonly what: 'selected' | 'suspects' | 'pool';
  /** Most pairs; null: all of them, a census. */
  readonly limit: number | null;
  readonly seed: number;
  /** Whole queries are drawn, because one call judges all candidates of a query. */
  readonly byQuery: boolean;
};

/**
 * Pairs of a run in the order of permanent random numbers (a hash of seed and ids): the first `limit` are a simple random sample with
 * probability limit / all, and a larger limit later only adds to them. By query, whole queries are drawn until `limit` is reached.
 */
export function planRunPairs(
  run: OpenedRun,
  dataSet: DataSet,
  hashes: IdHashes,
  request: DrawRequest,
): JudgePlan {
  const { pool } = run.decided;
  const frame = frameOf(run, request.what);
  const order = drawOrder(run, frame, hashes, request);
  const { size, probability } = request.byQuery
    ? wholeQueries(order, frame, request.limit)
    : {
        size: Math.min(order.length, request.limit ?? order.length),
        probability: order.length === 0 ? 1 : Math.min(1, (request.limit ?? order.length) / order.length),
      };
  const drawn = order.subarray(0, size);
  return {
    run: run.name,
    queries: drawn.map((i) => pool.queries[frame.rows[i] ?? 0] ?? 0),
    documents: drawn.map((i) => frame.documents[i] ?? 0),
    probabilities: new Float64Array(size).fill(probability),
    waves: new Int32Array(size).fill(-1),
    frame: order.length,
    inclusion: inclusionOf(run, frame, hashes, drawn, request),
    positives: bestPositives(dataSet, run.split),
  };
}

/** The pairs from which a plan is drawn, by row: columns, so that ten million fit. */
type Frame = { readonly rows: Int32Array; readonly documents: Int32Array };

function frameOf(run: OpenedRun, what: DrawRequest['what']): Frame {
  const { pool } = run.decided;
  // Memory that is not written to is not taken.
  const rows = new Int32Array(pool.queries.length * pool.poolSize);
  const documents = new Int32Array(rows.length);
  let size = 0;
  for (let row = 0; row < pool.queries.length; row++) {
    for (const column of columnsOf(run, row, what)) {
      rows[size] = row;
      documents[size] = pool.documents[row * pool.poolSize + column] ?? -1;
      size++;
    }
  }
  return { rows: rows.subarray(0, size), documents: documents.subarray(0, size) };
}

/**
 * What the plan means for every pair that it could have drawn: a sample of the permanent numbers below one bound, or all. Null for draws of
 * another seed or of whole queries: those are not told by the permanent number of a pair.
 */
function inclusionOf(
  { decided: { pool } }: OpenedRun,
  { rows, documents }: Frame,
  hashes: IdHashes,
  drawn: Int32Array,
  { seed, byQuery }: DrawRequest,
): InclusionColumns | null {
  const isCensus = drawn.length === rows.length;
  if (!isCensus && (seed !== 0 || byQuery)) return null;
  const numberOf = (i: number): number =>
    uniformOfHashes(
      0,
      hashes.queries[pool.queries[rows[i] ?? 0] ?? 0] ?? 0,
      hashes.documents[documents[i] ?? 0] ?? 0,
    );
  const last = drawn.at(-1);
  // Numbers are multiples of 2^−24: half a step above the last one drawn.
  const bound = isCensus ? 1 : last === undefined ? 0 : numberOf(last) + 2 ** -25;
  return {
    query: rows.map((row) => pool.queries[row] ?? 0),
    document: documents,
    probability: new Float64Array(rows.length).fill(bound),
  };
}

/** Pool columns of a row that are asked about, each once, however many units select it. */
function columnsOf({ decided }: OpenedRun, row: number, what: DrawRequest['what']): readonly number[] {
  const { pool, suspectBounds } = decided;
  const count = pool.counts[row] ?? 0;
  if (what === 'pool') return Array.from({ length: count }, (_, column) => column);
  if (what === 'suspects') {
    const bound = suspectBounds[row] ?? Number.NaN;
    return Array.from({ length: count }, (_, column) => column).filter(
      (column) => (pool.scores[row * pool.poolSize + column] ?? Number.NaN) >= bound,
    );
  }
  return selectedColumns(decided, row);
}

/** Places of the frame in the order in which they are drawn; equal numbers in the order of the frame. */
function drawOrder(
  { decided: { pool } }: OpenedRun,
  { rows, documents }: Frame,
  hashes: IdHashes,
  { seed, byQuery }: DrawRequest,
): Int32Array {
  const queryHash = (row: number): number => hashes.queries[pool.queries[row] ?? 0] ?? 0;
  const pairNumber = (i: number): number =>
    uniformOfHashes(seed, queryHash(rows[i] ?? 0), hashes.documents[documents[i] ?? 0] ?? 0);
  const byNumber = createSorter()(rows.length, pairNumber, false);
  if (!byQuery) return byNumber;
  const ofQuery = textHash('query');
  const rowOrder = createSorter()(
    pool.queries.length,
    (row) => uniformOfHashes(seed, queryHash(row), ofQuery),
    false,
  );
  const placeOf = new Int32Array(rowOrder.length);
  for (const [place, row] of rowOrder.entries()) placeOf[row] = place;
  // Sorting keeps the order of equals: within a query that of the pairs' numbers.
  const order = createSorter()(rows.length, (at) => placeOf[rows[byNumber[at] ?? 0] ?? 0] ?? 0, false);
  return order.map((at) => byNumber[at] ?? 0);
}

function wholeQueries(
  order: Int32Array,
  { rows }: Frame,
  limit: number | null,
): { readonly size: number; readonly probability: number } {
  if (limit === null || order.length === 0) return { size: order.length, probability: 1 };
  let queries = 0;
  let drawn = 0;
  let size = order.length;
  for (let at = 0; at < order.length; at++) {
    if (at > 0 && rows[order[at] ?? 0] === rows[order[at - 1] ?? 0]) continue;
    if (at < limit) drawn++;
    else if (size === order.length) size = at;
    queries++;
  }
  return { size, probability: drawn / queries };
}
