import type { VectorTable } from './vector-table.ts';

/** Rows between two wanted ones that are cheaper to read over than to skip. */
const bridgedGap = 32;

/**
 * Reads a table once, in ascending order, only where rows are wanted, through one buffer. `wanted[i]` > 0 marks row i;
 * `visit` is called with consecutive rows `start` to `end`, of which some may be unwanted; row i begins at `(i − start) × dimensions`.
 */
export async function readRows(
  table: VectorTable,
  wanted: (row: number) => boolean,
  buffer: Float32Array,
  visit: (start: number, end: number, rows: Float32Array) => void,
): Promise<void> {
  const most = Math.max(1, Math.floor(buffer.length / table.dimensions));
  let start = nextWanted(0);
  while (start < table.count) {
    let end = start + 1;
    for (let row = end; row < table.count && row < start + most && row <= end + bridgedGap; row++) {
      if (wanted(row)) end = row + 1;
    }
    await table.read(start, end - start, buffer);
    visit(start, end, buffer);
    start = nextWanted(end);
  }

  function nextWanted(from: number): number {
    let row = from;
    while (row < table.count && !wanted(row)) row++;
    return row;
  }
}
