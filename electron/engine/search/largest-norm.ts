import { type BlockBuffer, documentBlocks } from './document-blocks.ts';
import { rowSquare } from './norms.ts';
import type { VectorTable } from './vector-table.ts';

/** The largest Euclidean norm among the eligible documents; 0 when there is none. One pass over the table. */
export async function largestNorm(
  table: VectorTable,
  eligible: Uint8Array,
  buffers: readonly [BlockBuffer, BlockBuffer],
  signal: AbortSignal,
): Promise<number> {
  let largest = 0;
  for await (const { documents, rows } of documentBlocks(table, eligible, buffers)) {
    signal.throwIfAborted();
    for (let i = 0; i < documents.length; i++) {
      largest = Math.max(largest, rowSquare(rows, i * table.dimensions, table.dimensions));
    }
  }
  return Math.sqrt(largest);
}
