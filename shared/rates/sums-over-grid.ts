import { addToCell, cellWidth } from './cell-sums.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { cellCount, type RegionKind } from './region.ts';

/**
 * Cell sums at every setting of the grid (row g is setting g): each pair is added where it enters and taken away where it
 * leaves, then summed along the grid. Cost: two additions a pair and one pass over the rows.
 */
export function sumsOverGrid(prepared: PreparedFrame, kind: RegionKind): readonly Float64Array[] {
  const { frame } = prepared;
  const width = cellCount(frame, kind) * cellWidth;
  const rows = Array.from({ length: frame.settings }, () => new Float64Array(width));
  const change = (setting: number, region: 1 | 2, i: number, sign: number): void => {
    const row = rows[setting];
    if (row === undefined) return;
    addToCell(row, ((region - 1) * frame.strata + (frame.stratum[i] ?? 0)) * cellWidth, prepared, i, sign);
  };
  for (let i = 0; i < frame.entry.length; i++) {
    const entry = Math.max(0, frame.entry[i] ?? 0);
    const exit = Math.max(entry, frame.exit[i] ?? 0);
    if (kind === 'selected') {
      change(entry, 1, i, 1);
      change(exit, 1, i, -1);
    } else if (frame.baseline[i] === 1) {
      change(frame.parts?.from[i] ?? 0, 1, i, 1);
      change(entry, 1, i, -1);
      change(entry, 2, i, 1);
      change(exit, 2, i, -1);
      change(exit, 1, i, 1);
      change(frame.parts?.until[i] ?? frame.settings, 1, i, -1);
    }
  }
  for (let setting = 1; setting < rows.length; setting++) {
    const before = rows[setting - 1];
    const row = rows[setting];
    if (before === undefined || row === undefined) continue;
    for (let k = 0; k < width; k++) row[k] = (row[k] ?? 0) + (before[k] ?? 0);
  }
  return rows;
}
