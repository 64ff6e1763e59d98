import type { MiningSettings } from '../domain/mining-settings.ts';
import { gumbelOfHashes } from '../random.ts';
import { kthSmallest } from '../statistics/kth-smallest.ts';

/** `textHash` of every id, by query and by document index; sampling draws from them, so that a draw belongs to the ids. */
export type IdHashes = { readonly queries: Float64Array; readonly documents: Float64Array };

/** One unit's kept candidates, best first: pool columns, their scores and their documents' `textHash` (0 where nothing is drawn). */
export type Kept = {
  readonly columns: Int32Array;
  readonly scores: Float64Array;
  readonly hashes: Float64Array;
  /** How many of the arrays' elements mean something. */
  count: number;
};

/** How many kept candidates `selectNegatives` needs to see. */
export function reachOf(settings: MiningSettings): number {
  return settings.select === 'top' ? settings.numNegatives : settings.fromTop;
}

/**
 * Chooses up to `numNegatives` of the kept, writes their columns in rank order into `target` from `offset`, returns how many.
 * Draws are Gumbel-top-k (the n largest of log-weight + Gumbel noise are a draw without replacement), the noise seeded by
 * (seed, query id, document id): stable while a threshold moves and independent of other queries.
 * `bestScore` is any score fixed for the query; only differences to it enter.
 */
export function selectNegatives(
  kept: Kept,
  settings: MiningSettings,
  queryHash: number,
  bestScore: number,
  target: Int32Array,
  offset: number,
): number {
  const available = Math.min(kept.count, reachOf(settings));
  const wanted = Math.min(settings.numNegatives, available);
  if (settings.select === 'top' || wanted === available) {
    for (let i = 0; i < wanted; i++) target[offset + i] = kept.columns[i] ?? -1;
    return wanted;
  }
  const keys = new Float64Array(available);
  for (let i = 0; i < available; i++) {
    keys[i] = drawKey(settings, queryHash, kept.hashes[i] ?? 0, kept.scores[i] ?? 0, bestScore);
  }
  return takeLargest(kept.columns, keys, settings, target, offset);
}

/**
 * Of candidates in rank order, more than `numNegatives`, writes the columns of those with the largest keys (`drawKey`) into `target`
 * from `offset`, also in rank order; of equal keys the better ranked. With `top1-softmax` the first one is always among them.
 */
export function takeLargest(
  columns: Int32Array,
  keys: Float64Array,
  { select, numNegatives: wanted }: Pick<MiningSettings, 'select' | 'numNegatives'>,
  target: Int32Array,
  offset: number,
): number {
  const topFirst = select === 'top1-softmax';
  const compared = keys.slice();
  if (topFirst) compared[0] = Number.POSITIVE_INFINITY;
  const cut = kthSmallest(compared, keys.length - wanted);
  let written = 0;
  for (let i = 0; i < keys.length && written < wanted; i++) {
    if ((topFirst && i === 0) || (keys[i] ?? 0) >= cut) target[offset + written++] = columns[i] ?? -1;
  }
  return written;
}

/** Log-weight + Gumbel noise of one candidate: the largest are drawn. */
export function drawKey(
  settings: MiningSettings,
  queryHash: number,
  documentHash: number,
  score: number,
  bestScore: number,
): number {
  const noise = gumbelOfHashes(settings.seed, queryHash, documentHash);
  const weight = settings.select === 'uniform' ? 0 : (score - bestScore) / settings.temperature;
  // A temperature near 0 makes weights infinite, and a negative that came unscored has none: they are drawn when nothing else is left.
  return (weight >= -1e300 ? weight : -1e300) + noise;
}
