import { suspectBounds } from '../mining/suspects.ts';
import { unitsOf, type Units } from '../mining/units.ts';
import { binOf } from '../statistics/histogram.ts';
import { tabulateOrderedUnit, tabulateUnorderedUnit } from './tabulate-unit.ts';
import { isRowOrdered } from './row-order.ts';
import { beginUnit, createTally, type Tally } from './tally.ts';
import type { TuneFrame } from './tune-frame.ts';
import { isInside, type TuneFilter, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import { emptySums, total, type TuneSums } from './tune-sums.ts';

/**
 * Counts a pool, or those `rows` of it, at every value of the grid in one pass over the candidates.
 * Nothing is kept between calls; parts of a pool add up (`addSums`).
 */
export function tabulatePool(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  rows: Int32Array | null = null,
): TuneSums {
  const { pool } = material;
  const sums = emptySums(request.grid.length, frame);
  const tally = createTally(material, request, frame, sums);
  const units = unitsOf(pool, request.settings.anchor);
  const suspects = suspectBounds(pool);
  const count = rows?.length ?? pool.queries.length;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : (rows[i] ?? 0);
    if (!isRowShown(material, request.filter, units, row)) continue;
    sums.totals[total.rows] = (sums.totals[total.rows] ?? 0) + 1;
    countPositives(tally, row);
    const ordered = material.ordered || isRowOrdered(pool, row);
    for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
      beginUnit(tally, row, units.anchorScores[unit] ?? Number.NaN, suspects[row] ?? Number.NaN);
      if (ordered) tabulateOrderedUnit(tally);
      else tabulateUnorderedUnit(tally);
    }
  }
  return sums;
}

/** Whether the row is in the filter's mask and has, for one of its units, a candidate inside all ranges. */
export function isRowShown({ pool }: TuneMaterial, filter: TuneFilter, units: Units, row: number): boolean {
  if (filter.rows !== null && filter.rows[row] === 0) return false;
  const { score, difference, rank } = filter;
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

function countPositives({ material, frame, sums }: Tally, row: number): void {
  const { offsets, scores } = material.pool.positives;
  for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
    const score = scores[i] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    const bin = binOf(frame.score, score);
    sums.positiveScores[bin] = (sums.positiveScores[bin] ?? 0) + 1;
  }
}
