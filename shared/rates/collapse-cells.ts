import { cellField, cellWidth } from './cell-sums.ts';

/** Cells after neighbours with few labels were joined. */
export type CollapsedCells = {
  /** `count × cellWidth`. */
  readonly sums: Float64Array;
  readonly count: number;
  /** Region (1 or 2) of each. */
  readonly region: Uint8Array;
  /** Old cell → new cell; −1 where the old one has no pair. */
  readonly cellOf: Int32Array;
};

/** Fewest human labels in a cell that is estimated by its own mean. */
export const fewestLabels = 8;

/**
 * Joins each cell with fewer than `least` labels to its neighbour in the same region (strata are ordered: interval, then rank), so that
 * every cell can estimate a mean and a variance. Which cells are joined depends on counts only, never on labels' values.
 */
export function collapseCells(
  sums: Float64Array,
  strata: number,
  regions: number,
  least = fewestLabels,
): CollapsedCells {
  const joined = new Float64Array(sums.length);
  const region = new Uint8Array(strata * regions);
  const cellOf = new Int32Array(strata * regions).fill(-1);
  let count = 0;
  for (let r = 0; r < regions; r++) {
    const first = count;
    let open = -1;
    for (let s = 0; s < strata; s++) {
      const from = (r * strata + s) * cellWidth;
      if ((sums[from] ?? 0) < 0.5) continue;
      if (open < 0) {
        open = count;
        region[count] = r + 1;
        count += 1;
      }
      cellOf[r * strata + s] = open;
      for (let k = 0; k < cellWidth; k++) {
        joined[open * cellWidth + k] = (joined[open * cellWidth + k] ?? 0) + (sums[from + k] ?? 0);
      }
      if ((joined[open * cellWidth + cellField.humans] ?? 0) >= least) open = -1;
    }
    // What is left over at the end joins the cell before it.
    if (open > first) {
      for (let k = 0; k < cellWidth; k++) {
        joined[(open - 1) * cellWidth + k] =
          (joined[(open - 1) * cellWidth + k] ?? 0) + (joined[open * cellWidth + k] ?? 0);
        joined[open * cellWidth + k] = 0;
      }
      for (let c = 0; c < cellOf.length; c++) if (cellOf[c] === open) cellOf[c] = open - 1;
      count -= 1;
    }
  }
  return { sums: joined, count, region, cellOf };
}
