import { anchorScoreOf } from './anchor.ts';
import type { Pool } from './pool.ts';
import { percPosBound } from './rules.ts';

/** The setting that says which candidates are suspects, whatever the current one is. Named wherever suspects are shown. */
export const suspectReference = { name: 'perc-pos 0.95, anchor min', perc: 0.95 } as const;

/** For each row of the pool, the score from which a candidate is a suspect; NaN where no positive is scored: no suspects then. */
export function suspectBounds(pool: Pool): Float64Array {
  const bounds = new Float64Array(pool.queries.length);
  const { offsets } = pool.positives;
  for (let row = 0; row < bounds.length; row++) {
    const from = offsets[row] ?? 0;
    const lowest = anchorScoreOf(pool.positives, from, offsets[row + 1] ?? from, 'min');
    bounds[row] = percPosBound(lowest, suspectReference.perc);
  }
  return bounds;
}
