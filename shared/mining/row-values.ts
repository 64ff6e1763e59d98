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
  'positives',
] as const;
export type RowValue = (typeof rowValueNames)[number];

/** One number of one row: summed over its units; NaN where there is none, as for the anchor of a row with several units. */
export function rowValue(decided: DecidedPool, row: number, value: RowValue): number {
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
    case 'positives':
      return (pool.positives.offsets[row + 1] ?? 0) - (pool.positives.offsets[row] ?? 0);
  }
}

/** One number of every row. */
export function rowValues(decided: DecidedPool, value: RowValue): Float64Array {
  const values = new Float64Array(decided.pool.queries.length);
  for (let row = 0; row < values.length; row++) values[row] = rowValue(decided, row, value);
  return values;
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

/** Candidates are best first, so suspects are the first ones. */
function suspectCount({ pool, suspectBounds }: DecidedPool, row: number): number {
  const start = row * pool.poolSize;
  const count = pool.counts[row] ?? 0;
  const bound = suspectBounds[row] ?? Number.NaN;
  let suspects = 0;
  while (suspects < count && (pool.scores[start + suspects] ?? 0) >= bound) suspects++;
  return suspects;
}
