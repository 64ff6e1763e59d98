import { boundsOf, failedMask } from '../mining/rules.ts';
import { suspectBounds } from '../mining/suspects.ts';
import { unitsOf, type Units } from '../mining/units.ts';
import { binOf } from '../statistics/histogram.ts';
import { hasFate } from './candidate-fate.ts';
import { foldSums } from './fold-sums.ts';
import { isRowOrdered } from './row-order.ts';
import { showUnit } from './shown-run.ts';
import { tabulateOrderedUnit } from './tabulate-ordered-unit.ts';
import { tabulateUnorderedUnit } from './tabulate-unordered-unit.ts';
import { beginUnit, createTally, type Tally } from './tally.ts';
import type { TuneFrame } from './tune-frame.ts';
import { isInsideRanges, type TuneFilter, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import { emptySums, total, type TuneSums } from './tune-sums.ts';

/**
 * Counts a pool at every value of the grid in one pass over the candidates. Nothing is kept between calls; parts of a pool add up
 * (`addSums`). With `changesOnly`, only places after the first are right: what changes there, for much less work.
 */
export function tabulatePool(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  changesOnly = false,
): TuneSums {
  const { pool } = material;
  const sums = emptySums(request.grid.length, frame);
  const tally = createTally(material, request, frame, sums, changesOnly);
  const units = unitsOf(pool, request.settings.anchor);
  const suspects = suspectBounds(pool);
  for (let row = 0; row < pool.queries.length; row++) {
    if (request.filter.rows !== null && request.filter.rows[row] === 0) continue;
    const first = units.offsets[row] ?? 0;
    const end = units.offsets[row + 1] ?? first;
    const ordered = material.ordered || isRowOrdered(pool, row);
    const shown =
      !tally.ranges ||
      (ordered && request.filter.fate === null
        ? isOrderedRowShown(tally, units.anchorScores.subarray(first, end), row)
        : isRowShown(material, request.filter, units, row, suspects[row] ?? Number.NaN));
    if (!shown) continue;
    sums.totals[total.rows] = (sums.totals[total.rows] ?? 0) + 1;
    countPositives(tally, row);
    for (let unit = first; unit < end; unit++) {
      beginUnit(tally, row, units.anchorScores[unit] ?? Number.NaN, suspects[row] ?? Number.NaN);
      if (ordered) {
        showUnit(tally, row, tally.anchorScore);
        tabulateOrderedUnit(tally);
      } else tabulateUnorderedUnit(tally);
    }
  }
  foldSums(tally);
  return sums;
}

/** The same as `isRowShown` for a row in order of score, by binary search. */
function isOrderedRowShown(tally: Tally, anchorScores: Float64Array, row: number): boolean {
  return anchorScores.some((anchorScore) => {
    showUnit(tally, row, anchorScore);
    return tally.shownFrom < tally.shownTo;
  });
}

/**
 * Whether the row is in the filter's mask and has, for one of its units, a candidate inside all ranges and of the fate that is
 * filtered by; `suspectBound` is the row's (`suspectBounds`).
 */
export function isRowShown(
  { pool, positiveCosines }: Pick<TuneMaterial, 'pool' | 'positiveCosines'>,
  filter: TuneFilter,
  units: Units,
  row: number,
  suspectBound: number,
): boolean {
  if (filter.rows !== null && filter.rows[row] === 0) return false;
  const { score, difference, rank, fate } = filter;
  if (score === null && difference === null && rank === null && fate === null) return true;
  const start = row * pool.poolSize;
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    const bounds = fate === null ? null : boundsOf(fate.settings, anchorScore);
    for (let column = 0; column < (pool.counts[row] ?? 0); column++) {
      const own = pool.scores[start + column] ?? 0;
      if (!isInsideRanges(filter, column + 1, own, anchorScore)) continue;
      if (fate === null || bounds === null) return true;
      const mask = failedMask(bounds, column + 1, own, positiveCosines?.[start + column] ?? Number.NaN);
      if (hasFate(fate.fate, mask, own >= suspectBound)) return true;
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
