import { boundWeights, criticalValue, loosensUpwards, sliderLine, type Slider } from './slider.ts';

/** A grid of parameter values from the strictest to the loosest. */
export type LooseningGrid = {
  readonly slider: Slider;
  readonly values: Float64Array;
  readonly weights: Float64Array;
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
  return {
    slider,
    values,
    weights: boundWeights(slider, values),
    stepsPerUnit: even && Number.isFinite(stepsPerUnit) ? stepsPerUnit : null,
  };
}

/** Where candidates of one anchor enter a grid; made again for each unit, so all numbers. */
export type EntryLine = {
  readonly weights: Float64Array;
  readonly searched: boolean;
  base: number;
  factor: number;
  /** A measure's proposed place is `offset + scale · measure`: critical values are linear in the measure. */
  scale: number;
  offset: number;
};

/** A line for `aimLine`. */
export function entryLine(grid: LooseningGrid): EntryLine {
  return {
    weights: grid.weights,
    searched: grid.stepsPerUnit === null,
    base: 0,
    factor: 0,
    scale: 0,
    offset: 0,
  };
}

/** Makes the line that of an anchor. */
export function aimLine(line: EntryLine, grid: LooseningGrid, anchorScore: number): void {
  const { base, factor } = sliderLine(grid.slider, anchorScore);
  line.base = base;
  line.factor = factor;
  const steps = grid.stepsPerUnit ?? 0;
  const atZero = criticalValue(grid.slider, anchorScore, 0);
  const perMeasure = criticalValue(grid.slider, anchorScore, 1) - atZero;
  line.scale = perMeasure * steps;
  line.offset = (atZero - (grid.values[0] ?? 0)) * steps;
}

/**
 * The first place of the grid at which the slider's rule keeps a candidate of this measure; the grid's length where none does.
 * The critical value proposes, the rule's own float64 comparison at the places around it decides. All bounds are monotone in
 * the parameter, also after rounding, so that one place divides the grid.
 */
export function gridEntry(line: EntryLine, measure: number): number {
  if (line.searched) return searchedEntry(line, measure);
  const { weights, base, factor } = line;
  const length = weights.length;
  const proposed = line.offset + line.scale * measure;
  // `NaN > 0` is false: without an anchor, nobody is dropped by an anchored rule.
  let entry = proposed > 0 ? (proposed < length ? Math.ceil(proposed) : length) : 0;
  while (entry < length && measure >= base - factor * (weights[entry] ?? 0)) entry++;
  while (entry > 0 && !(measure >= base - factor * (weights[entry - 1] ?? 0))) entry--;
  return entry;
}

function searchedEntry({ weights, base, factor }: EntryLine, measure: number): number {
  let low = 0;
  let high = weights.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (measure >= base - factor * (weights[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
