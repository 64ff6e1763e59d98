import type { DecidedPool } from './decide-pool.ts';
import { boundsOf, failedRules, type FailedRule } from './rules.ts';

/** One candidate for one unit. `document` is an index. */
export type Verdict = {
  readonly document: number;
  readonly rank: number;
  /** NaN only for negatives that came with the data unscored. */
  readonly score: number;
  /** Empty: kept. */
  readonly failed: readonly FailedRule[];
  readonly selected: boolean;
  readonly suspect: boolean;
};

/** One unit spelled out; null where there is no anchor or no threshold. */
export type MinedUnit = {
  /** Document index of the one positive that the unit stands for; null where it stands for the whole query. */
  readonly positive: number | null;
  readonly anchorScore: number | null;
  readonly threshold: number | null;
  /** Every candidate, best first. */
  readonly candidates: readonly Verdict[];
  readonly kept: number;
  readonly shortBy: number;
};

export type MinedQuery = {
  /** Query index. */
  readonly query: number;
  readonly positives: readonly { readonly document: number; readonly score: number | null }[];
  /** One, or one per positive with anchor `each`. */
  readonly units: readonly MinedUnit[];
};

/** Spells out one row of a decided pool: for a screen or a line of an export, not for loops over everything. */
export function minedQuery(decided: DecidedPool, row: number): MinedQuery {
  const { pool, units } = decided;
  const { offsets, documents, scores } = pool.positives;
  const positives = [];
  for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
    positives.push({ document: documents[i] ?? 0, score: numberOrNull(scores[i]) });
  }
  const minedUnits = [];
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    minedUnits.push(minedUnit(decided, row, unit));
  }
  return { query: pool.queries[row] ?? 0, positives, units: minedUnits };
}

function minedUnit(decided: DecidedPool, row: number, unit: number): MinedUnit {
  const { pool, settings, units } = decided;
  const anchorScore = units.anchorScores[unit] ?? Number.NaN;
  const bounds = boundsOf(settings, anchorScore);
  const suspectBound = decided.suspectBounds[row] ?? Number.NaN;
  const place = units.positives[unit] ?? -1;
  const first = unit * settings.numNegatives;
  const selectedCount = decided.selectedCounts[unit] ?? 0;
  const selected = new Set(decided.selected.subarray(first, first + selectedCount));
  const candidates: Verdict[] = [];
  for (let column = 0; column < (pool.counts[row] ?? 0); column++) {
    const cell = row * pool.poolSize + column;
    const score = pool.scores[cell] ?? 0;
    candidates.push({
      document: pool.documents[cell] ?? 0,
      rank: column + 1,
      score,
      failed: failedRules(decided.failed[unit * pool.poolSize + column] ?? 0, bounds),
      selected: selected.has(column),
      suspect: score >= suspectBound,
    });
  }
  return {
    positive: place < 0 ? null : (pool.positives.documents[place] ?? null),
    anchorScore: numberOrNull(anchorScore),
    threshold: numberOrNull(decided.thresholds[unit]),
    candidates,
    kept: decided.keptCounts[unit] ?? 0,
    shortBy: settings.numNegatives - selectedCount,
  };
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
