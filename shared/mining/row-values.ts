import { labelBit } from '../tuning/tune-request.ts';
import type { DecidedPool } from './decide-pool.ts';

/** Numbers of a pool row that a table shows and sorts by. */
export const rowValueNames = [
  'anchorScore',
  'threshold',
  'kept',
  'selected',
  'shortBy',
  'topScore',
  'suspects',
  'selectedSuspects',
  'positives',
  'judged',
  'annotated',
  'ndcg',
] as const;
export type RowValue = (typeof rowValueNames)[number];

/** Those that the rules or the selection make: of a row that is not decided yet, they are not known. */
export const decidedValues: ReadonlySet<RowValue> = new Set([
  'threshold',
  'kept',
  'selected',
  'shortBy',
  'selectedSuspects',
]);

/** What is known of a pool's rows whatever the setting. */
export type RowFacts = {
  /** As `TuneMaterial.labels`; null where nothing is labelled. */
  readonly labels: Uint8Array | null;
  /** nDCG@10 by query index, NaN for none; null where it was never computed. */
  readonly ndcg: Float64Array | null;
};

export const noFacts: RowFacts = { labels: null, ndcg: null };

/** One number of one row: summed over its units; NaN where there is none, as for the anchor of a row with several units. */
export function rowValue(
  decided: DecidedPool,
  row: number,
  value: RowValue,
  facts: RowFacts = noFacts,
): number {
  const { pool, units, settings } = decided;
  const first = units.offsets[row] ?? 0;
  const end = units.offsets[row + 1] ?? first;
  const single = settings.anchor !== 'each';
  switch (value) {
    case 'anchorScore':
      return single ? (units.anchorScores[first] ?? Number.NaN) : Number.NaN;
    case 'threshold':
      return single ? (decided.thresholds[first] ?? Number.NaN) : Number.NaN;
    case 'kept':
      return sum(decided.keptCounts, first, end);
    case 'selected':
      return sum(decided.selectedCounts, first, end);
    case 'shortBy':
      return (end - first) * settings.numNegatives - sum(decided.selectedCounts, first, end);
    case 'topScore':
      return (pool.counts[row] ?? 0) > 0 ? (pool.scores[row * pool.poolSize] ?? Number.NaN) : Number.NaN;
    case 'suspects':
      return suspectCount(decided, row);
    case 'selectedSuspects':
      return selectedSuspects(decided, row);
    case 'judged':
      return labelCounts(decided, row, 'judge', facts)?.falseNegatives ?? Number.NaN;
    case 'annotated':
      return labelCounts(decided, row, 'human', facts)?.falseNegatives ?? Number.NaN;
    case 'ndcg':
      return facts.ndcg?.[pool.queries[row] ?? 0] ?? Number.NaN;
    case 'positives':
      return (pool.positives.offsets[row + 1] ?? 0) - (pool.positives.offsets[row] ?? 0);
  }
}

/** How many of a row's candidates a judge or people labelled, and how many of those are false negatives; null where none is. */
export function labelCounts(
  { pool }: DecidedPool,
  row: number,
  by: 'judge' | 'human',
  { labels }: RowFacts,
): { readonly labelled: number; readonly falseNegatives: number } | null {
  if (labels === null) return null;
  const label = by === 'judge' ? labelBit.judgeLabel : labelBit.humanLabel;
  const falseNegative = by === 'judge' ? labelBit.judged : labelBit.annotated;
  const start = row * pool.poolSize;
  let labelled = 0;
  let falseNegatives = 0;
  for (let cell = start; cell < start + (pool.counts[row] ?? 0); cell++) {
    const bits = labels[cell] ?? 0;
    if ((bits & label) !== 0) labelled++;
    if ((bits & falseNegative) !== 0) falseNegatives++;
  }
  return labelled === 0 ? null : { labelled, falseNegatives };
}

/** Whether a unit of the row has no negative (`starved`), or some but fewer than asked for (`short`). */
export function rowShortage(
  decided: DecidedPool,
  row: number,
): { readonly starved: boolean; readonly short: boolean } {
  const { units, selectedCounts, settings } = decided;
  let starved = false;
  let short = false;
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    const count = selectedCounts[unit] ?? 0;
    if (count === 0) starved = true;
    else if (count < settings.numNegatives) short = true;
  }
  return { starved, short };
}

function sum(values: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] ?? 0;
  return total;
}

function selectedSuspects(decided: DecidedPool, row: number): number {
  const { pool, units, settings, selected, selectedCounts } = decided;
  const bound = decided.suspectBounds[row] ?? Number.NaN;
  let suspects = 0;
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    const start = unit * settings.numNegatives;
    for (let i = start; i < start + (selectedCounts[unit] ?? 0); i++)
      if ((pool.scores[row * pool.poolSize + (selected[i] ?? 0)] ?? 0) >= bound) suspects++;
  }
  return suspects;
}

/** Candidates are best first, so suspects are the first ones. */
function suspectCount({ pool, suspectBounds }: DecidedPool, row: number): number {
  const start = row * pool.poolSize;
  const count = pool.counts[row] ?? 0;
  const bound = suspectBounds[row] ?? Number.NaN;
  let suspects = 0;
  while (suspects < count && (pool.scores[start + suspects] ?? 0) >= bound) suspects++;
  return suspects;
}
