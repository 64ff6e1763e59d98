import { cellField, cellWidth } from './cell-sums.ts';
import { collapseCells } from './collapse-cells.ts';

/**
 * Kish's effective number of labels in the set that the sums describe, (Σ w)² / Σ w² with calibrated weights (Kish 1965): depends on the
 * plan and on which pairs have labels, never on what the labels say, so it may decide where tests start.
 */
export function effectiveLabels(sums: Float64Array, strata: number): number {
  const cells = collapseCells(sums, strata, 1);
  let weight = 0;
  let squares = 0;
  for (let c = 0; c < cells.count; c++) {
    const field = (index: number): number => cells.sums[c * cellWidth + index] ?? 0;
    const w2 = field(cellField.w2);
    if (!(w2 > 0)) return 0;
    const scale = field(cellField.pairs) / w2;
    weight += field(cellField.pairs);
    squares += scale * scale * field(cellField.w2w2);
  }
  return squares > 0 ? (weight * weight) / squares : 0;
}
