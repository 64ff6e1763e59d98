import { unitsOf } from '../mining/units.ts';
import { looseningGrid } from './grid-entry.ts';
import { loosensUpwards, sliderBound, type Slider } from './slider.ts';
import { tabulatePool } from './tabulate-pool.ts';
import type { TuneFrame } from './tune-frame.ts';
import type { TuneMaterial, TuneRequest } from './tune-request.ts';
import { addSums, type TuneSums } from './tune-sums.ts';

/** Where a value lies in a grid: on it, or in the cell after place `place` of the loosening order (−1 before the first). */
export type GridPlace = { readonly place: number; readonly onGrid: boolean };

/** Finds a value in an ascending grid. */
export function gridPlace(slider: Slider, ascending: Float64Array, value: number): GridPlace {
  const upwards = loosensUpwards(slider);
  const { values } = looseningGrid(slider, ascending);
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = values[middle] ?? 0;
    if (upwards ? there <= value : there >= value) low = middle + 1;
    else high = middle;
  }
  const place = low - 1;
  return { place, onGrid: place >= 0 && values[place] === value };
}

/**
 * Rows with a candidate that changes sides inside one cell of the grid, between places `place` and `place + 1`; the only ones that
 * can differ from the grid's numbers there. Needs one look at each row (a binary search where it is in order of score).
 */
export function rowsOfCell(material: TuneMaterial, request: TuneRequest, place: number): Int32Array {
  const { pool } = material;
  const { slider } = request;
  const { values } = looseningGrid(slider, request.grid);
  const units = unitsOf(pool, request.settings.anchor);
  const found: number[] = [];
  for (let row = 0; row < pool.queries.length; row++) {
    if (request.filter.rows !== null && request.filter.rows[row] === 0) continue;
    for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
      const anchorScore = units.anchorScores[unit] ?? Number.NaN;
      const strict = sliderBound(slider, anchorScore, values[place] ?? 0);
      const loose = sliderBound(slider, anchorScore, values[place + 1] ?? 0);
      if (!hasMeasureBetween(material, slider, row, strict, loose)) continue;
      found.push(row);
      break;
    }
  }
  return Int32Array.from(found);
}

/** Whether some candidate's measure is at or above `strict` (dropped there) and below `loose` (kept there). */
function hasMeasureBetween(
  { pool, ordered }: TuneMaterial,
  slider: Slider,
  row: number,
  strict: number,
  loose: number,
): boolean {
  if (!(strict < loose)) return false;
  const count = pool.counts[row] ?? 0;
  if (slider === 'shifted') return Math.min(count, Math.floor(-strict)) > Math.max(0, Math.floor(-loose));
  const start = row * pool.poolSize;
  if (!ordered) {
    const scores = pool.scores.subarray(start, start + count);
    return scores.some((score) => score >= strict && score < loose);
  }
  let low = start;
  let high = start + count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pool.scores[middle] ?? 0) >= loose) low = middle + 1;
    else high = middle;
  }
  return low < start + count && (pool.scores[low] ?? 0) >= strict;
}

/**
 * What has to be added to the grid's numbers at place `place` to have those at `value`, as sums over a grid of the one value.
 * Exact, by counting the rows of the cell (`rowsOfCell`) at both values and nothing else.
 */
export function cellDifference(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  rows: Int32Array,
  place: number,
  value: number,
): TuneSums {
  const { values } = looseningGrid(request.slider, request.grid);
  const at = (there: number): TuneSums =>
    tabulatePool(material, { ...request, grid: Float64Array.of(there) }, frame, rows);
  const difference = at(value);
  addSums(difference, at(values[place] ?? 0), -1);
  return difference;
}
