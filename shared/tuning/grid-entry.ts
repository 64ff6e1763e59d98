import { criticalValue, loosensUpwards, sliderBound, type Slider } from './slider.ts';

/** A grid of parameter values from the strictest to the loosest. */
export type LooseningGrid = {
  readonly slider: Slider;
  readonly values: Float64Array;
  /** Steps per unit of the parameter where values are evenly spaced (negative where they fall); null where not. */
  readonly stepsPerUnit: number | null;
};

/** Puts an ascending grid in the order in which it keeps ever more. */
export function looseningGrid(slider: Slider, ascending: Float64Array): LooseningGrid {
  const values = loosensUpwards(slider) ? ascending : ascending.toReversed();
  const last = values.length - 1;
  const first = values[0] ?? 0;
  const stepsPerUnit = last < 1 ? 0 : last / ((values[last] ?? 0) - first);
  const even = values.every((value, i) => Math.abs((value - first) * stepsPerUnit - i) < 0.25);
  return { slider, values, stepsPerUnit: even && Number.isFinite(stepsPerUnit) ? stepsPerUnit : null };
}

/**
 * The first place of the grid at which the slider's rule keeps a candidate of this measure; the grid's length where none does.
 * The critical value proposes, the rule's own float64 comparison at the places around it decides. All bounds are monotone in
 * the parameter, also after rounding, so that one place divides the grid.
 */
export function gridEntry(grid: LooseningGrid, anchorScore: number, measure: number): number {
  const { slider, values, stepsPerUnit } = grid;
  const length = values.length;
  if (stepsPerUnit === null) return searchedEntry(grid, anchorScore, measure);
  const proposed = (criticalValue(slider, anchorScore, measure) - (values[0] ?? 0)) * stepsPerUnit;
  // `NaN > 0` is false: without an anchor, nobody is dropped by an anchored rule.
  let entry = proposed > 0 ? (proposed < length ? Math.ceil(proposed) : length) : 0;
  while (entry < length && measure >= sliderBound(slider, anchorScore, values[entry] ?? 0)) entry++;
  while (entry > 0 && !(measure >= sliderBound(slider, anchorScore, values[entry - 1] ?? 0))) entry--;
  return entry;
}

function searchedEntry({ slider, values }: LooseningGrid, anchorScore: number, measure: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (measure >= sliderBound(slider, anchorScore, values[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
