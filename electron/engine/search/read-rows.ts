import type { VectorTable } from './vector-table.ts';

/** Rows between two wanted ones that are cheaper to read over than to skip. */
const bridgedGap = 32;

/** Reads the wanted ones of rows `from` to `to`, ascending; row i begins at `(i − from) × dimensions` of `target`. What lies between is undefined. */
export async function readRows(
  table: VectorTable,
  from: number,
  to: number,
  wanted: (row: number) => boolean,
  target: Float32Array,
): Promise<void> {
  let start = nextWanted(from);
  while (start < to) {
    let end = start + 1;
    for (let row = end; row < to && row <= end + bridgedGap; row++) {
      if (wanted(row)) end = row + 1;
    }
    await table.read(start, end - start, target.subarray((start - from) * table.dimensions));
    start = nextWanted(end);
  }

  function nextWanted(first: number): number {
    let row = first;
    while (row < to && !wanted(row)) row++;
    return row;
  }
}
