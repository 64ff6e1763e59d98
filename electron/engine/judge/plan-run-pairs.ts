import { textHash, uniformOfHashes } from '../../../shared/random.ts';
import type { IdHashes } from '../../../shared/mining/select.ts';
import { selectedColumns } from '../../../shared/mining/selected-columns.ts';
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
  const rows: number[] = [];
  const documents: number[] = [];
  for (let row = 0; row < pool.queries.length; row++) {
    for (const column of columnsOf(run, row, request.what)) {
      rows.push(row);
      documents.push(pool.documents[row * pool.poolSize + column] ?? -1);
    }
  }
  const order = drawOrder(run, rows, documents, hashes, request);
  const { size, probability } = request.byQuery
    ? wholeQueries(order, rows, request.limit)
    : {
        size: Math.min(order.length, request.limit ?? order.length),
        probability: order.length === 0 ? 1 : Math.min(1, (request.limit ?? order.length) / order.length),
      };
  const drawn = order.subarray(0, size);
  return {
    run: run.name,
    queries: Int32Array.from(drawn, (i) => pool.queries[rows[i] ?? 0] ?? 0),
    documents: Int32Array.from(drawn, (i) => documents[i] ?? 0),
    probabilities: new Float64Array(size).fill(probability),
    waves: new Int32Array(size).fill(-1),
    frame: order.length,
    inclusion: inclusionOf(run, rows, documents, hashes, drawn, request),
    positives: bestPositives(dataSet, run.split),
  };
}

/**
 * What the plan means for every pair that it could have drawn: a sample of the permanent numbers below one bound, or all. Null for draws of
 * another seed or of whole queries: those are not told by the permanent number of a pair.
 */
function inclusionOf(
  { decided: { pool } }: OpenedRun,
  rows: readonly number[],
  documents: readonly number[],
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
    query: Int32Array.from(rows, (row) => pool.queries[row] ?? 0),
    document: Int32Array.from(documents),
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

function drawOrder(
  { decided: { pool } }: OpenedRun,
  rows: readonly number[],
  documents: readonly number[],
  hashes: IdHashes,
  { seed, byQuery }: DrawRequest,
): Int32Array {
  const queryHash = (i: number): number => hashes.queries[pool.queries[rows[i] ?? 0] ?? 0] ?? 0;
  const ofQuery = textHash('query');
  const pairNumbers = Float64Array.from(rows, (_, i) =>
    uniformOfHashes(seed, queryHash(i), hashes.documents[documents[i] ?? 0] ?? 0),
  );
  const queryNumbers = byQuery
    ? Float64Array.from(rows, (_, i) => uniformOfHashes(seed, queryHash(i), ofQuery))
    : null;
  return Int32Array.from(rows, (_, i) => i).sort(
    (a, b) =>
      (queryNumbers === null
        ? 0
        : (queryNumbers[a] ?? 0) - (queryNumbers[b] ?? 0) || (rows[a] ?? 0) - (rows[b] ?? 0)) ||
      (pairNumbers[a] ?? 0) - (pairNumbers[b] ?? 0) ||
      a - b,
  );
}

function wholeQueries(
  order: Int32Array,
  rows: readonly number[],
  limit: number | null,
): { readonly size: number; readonly probability: number } {
  const starts = Array.from(order.keys()).filter(
    (at) => at === 0 || rows[order[at] ?? 0] !== rows[order[at - 1] ?? 0],
  );
  if (limit === null || starts.length === 0) return { size: order.length, probability: 1 };
  const next = starts.findIndex((start) => start >= limit);
  const drawn = next < 0 ? starts.length : next;
  return { size: starts[drawn] ?? order.length, probability: drawn / starts.length };
}
