import { allAtOnce, inRanges, type Pieces } from '../pieces.ts';
import { addToCell, cellField, cellWidth, lineField } from './cell-sums.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { cellCount, type RegionKind } from './region.ts';

/**
 * Cell sums at every setting of the grid (row g is setting g): each pair is added where it enters and taken away where it
 * leaves, then summed along the grid. Cost: two additions a pair and one pass over the rows.
 */
export function sumsOverGrid(prepared: PreparedFrame, kind: RegionKind): readonly Float64Array[] {
  return allAtOnce(sumsOverGridInPieces(prepared, kind));
}

/** `sumsOverGrid` of a frame of any size. */
export function* sumsOverGridInPieces(
  prepared: PreparedFrame,
  kind: RegionKind,
): Pieces<readonly Float64Array[]> {
  const { frame } = prepared;
  const width = cellCount(frame, kind) * cellWidth;
  const rows = Array.from({ length: frame.settings }, () => new Float64Array(width));
  const change = (setting: number, region: 1 | 2, i: number, sign: number): void => {
    const row = rows[setting];
    if (row === undefined) return;
    addToCell(row, ((region - 1) * frame.strata + (frame.stratum[i] ?? 0)) * cellWidth, prepared, i, sign);
  };
  const add = (i: number): void => {
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
  };
  yield* inRanges(frame.entry.length, (from, to) => {
    for (let i = from; i < to; i++) add(i);
  });
  for (let setting = 1; setting < rows.length; setting++) {
    const before = rows[setting - 1];
    const row = rows[setting];
    if (before === undefined || row === undefined) continue;
    for (let k = 0; k < width; k++) row[k] = (row[k] ?? 0) + (before[k] ?? 0);
  }
  for (const row of rows) for (let at = 0; at < width; at += cellWidth) settleCell(row, at);
  return rows;
}

/** Fields with the label in them, and the same without. */
const labelProducts = [
  [cellField.w2y, cellField.w2],
  [cellField.w2w1y, cellField.w2w1],
  [cellField.w2w1yp, cellField.w2w1p],
  [cellField.w2w2y, cellField.w2w2],
  [cellField.w2w2yp, cellField.w2w2p],
] as const;

/**
 * Takes out what rounding left of weights that were added and taken away again: a share of 0 or 1 is one exactly, as in a pass over the
 * setting's own pairs, and no 1e-15 from it, which looks like an event seen with next to no labels. Counts are whole numbers and say
 * what is there.
 */
function settleCell(row: Float64Array, at: number): void {
  const field = (index: number): number => row[at + index] ?? 0;
  if (field(cellField.pairs) === 0) {
    row.fill(0, at, at + cellWidth);
    return;
  }
  for (const lines of [cellField.humanLines, cellField.judgeLines])
    if (field(lines + lineField.lines) === 0)
      row.fill(0, at + lines + lineField.total, at + lines + lineField.variance + 1);
  // A weight is at least 1.
  if (field(cellField.w1) < 0.5) row.fill(0, at + cellField.w1, at + cellField.w1p + 1);
  const humans = field(cellField.humans);
  if (humans === 0) {
    row.fill(0, at + cellField.w2, at + cellField.w2w2pp + 1);
    return;
  }
  const relevant = field(cellField.relevant);
  if (relevant > 0 && relevant < humans) return;
  for (const [withLabel, without] of labelProducts) row[at + withLabel] = relevant === 0 ? 0 : field(without);
}
