import type { Pool } from '../mining/pool.ts';
import type { Units } from '../mining/units.ts';
import { isInside, type TuneFilter } from './tune-request.ts';

type Ranges = Pick<TuneFilter, 'score' | 'difference' | 'rank'>;

/** Whether a pool row has, for one of its units, a candidate inside all ranges; without ranges every row does. */
export function hasCandidateInside(pool: Pool, units: Units, row: number, ranges: Ranges): boolean {
  const { score, difference, rank } = ranges;
  if (score === null && difference === null && rank === null) return true;
  const start = row * pool.poolSize;
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    for (let column = 0; column < (pool.counts[row] ?? 0); column++) {
      const value = pool.scores[start + column] ?? 0;
      if (
        (score === null || isInside(score, value)) &&
        (rank === null || isInside(rank, column + 1)) &&
        (difference === null || isInside(difference, anchorScore - value))
      )
        return true;
    }
  }
  return false;
}
