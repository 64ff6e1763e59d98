import { looseningGrid } from './grid-entry.ts';
import { loosensUpwards, type Slider } from './slider.ts';
import { tabulatePool } from './tabulate-pool.ts';
import type { TuneFrame } from './tune-frame.ts';
import type { TuneMaterial, TuneRequest } from './tune-request.ts';
import { changesAtPlace, type TuneSums } from './tune-sums.ts';

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
 * What has to be added to the grid's numbers at place `place` to have those at `value`, which lies in the cell after it: sums over a
 * grid of the one value. Exact. Touches the candidates that change sides between the two, and those that the selection can reach
 * from there; where nothing changes, a unit costs two binary searches.
 */
export function cellDifference(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  place: number,
  value: number,
): TuneSums {
  const { values } = looseningGrid(request.slider, request.grid);
  const both = Float64Array.of(values[place] ?? 0, value).toSorted();
  const sums = tabulatePool(material, { ...request, grid: both }, frame, true);
  return changesAtPlace(sums, frame, 1);
}
