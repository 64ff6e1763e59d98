import type { DecidedPool } from './decide-pool.ts';
import type { Pool } from './pool.ts';
import { unitsOf } from './units.ts';

export type Range = { min: number; max: number };

function extend(range: Range, value: number): void {
  if (!(range.min <= value) && !Number.isNaN(value)) range.min = value;
  if (!(range.max >= value) && !Number.isNaN(value)) range.max = value;
}

/** A row's candidates are best first: its first and last say where all of them lie. */
export function candidateRange(decided: Pick<DecidedPool, 'pool' | 'units'>): {
  readonly scores: Range;
  readonly differences: Range;
} {
  const { pool, units } = decided;
  const scores = { min: Number.NaN, max: Number.NaN };
  const differences = { min: Number.NaN, max: Number.NaN };
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const count = pool.counts[row] ?? 0;
    if (count === 0) continue;
    for (const column of [0, count - 1]) {
      const score = pool.scores[row * pool.poolSize + column] ?? 0;
      extend(scores, score);
      extend(differences, (units.anchorScores[unit] ?? Number.NaN) - score);
    }
  }
  return { scores, differences };
}

/** Makes room for the scored positives. */
export function extendByPositives(range: Range, { positives }: Pool): void {
  for (const score of positives.scores) extend(range, score);
}

/** Where the scores of candidates and positives lie; null where nothing is scored. */
export function scoreRange(pool: Pool): Range | null {
  const { scores } = candidateRange({ pool, units: unitsOf(pool, 'min') });
  extendByPositives(scores, pool);
  return Number.isNaN(scores.min) ? null : scores;
}
