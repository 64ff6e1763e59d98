import { drawKey, selectNegatives, type Kept } from '../mining/select.ts';
import type { Tally } from './tally.ts';

/**
 * Fills `tally.chosen` with the passing candidates that are selected while exactly the first `passing` are kept, best rank first.
 * For rows whose candidates enter from the worst rank to the best, which is all rows in order of score: the best kept are the
 * last that entered. The same choice as `selectNegatives`, with each key drawn once.
 */
export function chooseLast(tally: Tally): void {
  const { chosen, passing, reach, wanted, request } = tally;
  const available = Math.min(passing, reach);
  if (available <= wanted) {
    for (let i = 0; i < available; i++) chosen[i] = passing - 1 - i;
    tally.chosenCount = available;
    return;
  }
  drawKeys(tally, passing - available);
  const first = passing - 1;
  const topFirst = request.settings.select === 'top1-softmax';
  const cut = largestKey(tally, first, available, topFirst);
  let count = 0;
  for (let i = 0; i < available && count < wanted; i++) {
    const place = first - i;
    if ((topFirst && i === 0) || (tally.keys[place] ?? 0) >= cut) chosen[count++] = place;
  }
  tally.chosenCount = count;
}

/** The `wanted`-th largest key of the best `available` kept. */
function largestKey(tally: Tally, first: number, available: number, topFirst: boolean): number {
  const { wanted, keys } = tally;
  const largest = tally.space;
  let count = 0;
  for (let i = 0; i < available; i++) {
    const key = topFirst && i === 0 ? Number.POSITIVE_INFINITY : (keys[first - i] ?? 0);
    if (count === wanted && key <= (largest[count - 1] ?? 0)) continue;
    let place = count < wanted ? count++ : count - 1;
    while (place > 0 && (largest[place - 1] ?? 0) < key) {
      largest[place] = largest[place - 1] ?? 0;
      place--;
    }
    largest[place] = key;
  }
  return largest[count - 1] ?? 0;
}

function drawKeys(tally: Tally, from: number): void {
  const { pool, idHashes } = tally.material;
  const { settings } = tally.request;
  const start = tally.row * pool.poolSize;
  const queryHash = idHashes?.queries[pool.queries[tally.row] ?? 0] ?? 0;
  const bestScore = pool.scores[start] ?? 0;
  for (let i = Math.max(from, tally.keyed); i < tally.passing; i++) {
    const cell = start + (tally.columns[i] ?? 0);
    const documentHash = idHashes?.documents[pool.documents[cell] ?? 0] ?? 0;
    tally.keys[i] = drawKey(settings, queryHash, documentHash, pool.scores[cell] ?? 0, bestScore);
  }
  tally.keyed = tally.passing;
}

/** The same for rows in any order, by `selectNegatives` itself: for the short rows of negatives that came with the data. */
export function chooseAnywhere(tally: Tally): void {
  const { pool, idHashes } = tally.material;
  const start = tally.row * pool.poolSize;
  const places = new Map<number, number>();
  for (let i = 0; i < tally.passing; i++) places.set(tally.columns[i] ?? 0, i);
  const columns = tally.columns.slice(0, tally.passing).sort().subarray(0, tally.reach);
  const kept: Kept = {
    columns,
    scores: Float64Array.from(columns, (column) => pool.scores[start + column] ?? 0),
    hashes: Float64Array.from(
      columns,
      (column) => idHashes?.documents[pool.documents[start + column] ?? 0] ?? 0,
    ),
    count: columns.length,
  };
  tally.chosenCount = selectNegatives(
    kept,
    tally.request.settings,
    idHashes?.queries[pool.queries[tally.row] ?? 0] ?? 0,
    pool.scores[start] ?? 0,
    tally.chosen,
    0,
  );
  for (let i = 0; i < tally.chosenCount; i++) tally.chosen[i] = places.get(tally.chosen[i] ?? 0) ?? 0;
}
