import type { MiningSettings } from '../domain/mining-settings.ts';
import { gumbelOfHashes } from '../random.ts';

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
  if (settings.select === 'top1-softmax') keys[0] = Number.POSITIVE_INFINITY;
  const cut = keys.toSorted()[available - wanted] ?? 0;
  let written = 0;
  for (let i = 0; i < available && written < wanted; i++) {
    if ((keys[i] ?? 0) >= cut) target[offset + written++] = kept.columns[i] ?? -1;
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
