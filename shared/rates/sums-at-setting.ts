import { addToCell, cellWidth } from './cell-sums.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { cellCount, type RegionKind, regionOf } from './region.ts';

/** Cell sums (`cells × cellWidth`) at one setting, by one pass over the frame. */
export function sumsAtSetting(prepared: PreparedFrame, kind: RegionKind, setting: number): Float64Array {
  const { frame } = prepared;
  const sums = new Float64Array(cellCount(frame, kind) * cellWidth);
  for (let i = 0; i < frame.entry.length; i++) {
    const region = regionOf(frame, kind, i, setting);
    if (region === 0) continue;
    addToCell(sums, ((region - 1) * frame.strata + (frame.stratum[i] ?? 0)) * cellWidth, prepared, i, 1);
  }
  return sums;
}
