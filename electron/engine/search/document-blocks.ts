import { groupSize } from './hit-graph.ts';
import { readAhead } from './read-ahead.ts';
import type { VectorTable } from './vector-table.ts';

/**
 * Vectors of documents that may be retrieved, dense: row j is `documents[j]`; rows of zeros fill the last group (`groupSize`).
 * Valid until the next block is asked for.
 */
export type DocumentBlock = { readonly documents: Int32Array; readonly rows: Float32Array };

/** Memory for one block of at most `rows` documents; two make reading and computing overlap. */
export type BlockBuffer = { readonly documents: Int32Array; readonly rows: Float32Array };

export function blockBuffer(rows: number, dimensions: number): BlockBuffer {
  return { documents: new Int32Array(rows), rows: new Float32Array(wholeGroups(rows) * dimensions) };
}

/** How many blocks of the buffers' size a table has. */
export function blockCount(table: VectorTable, [buffer]: readonly [BlockBuffer, BlockBuffer]): number {
  return Math.ceil(table.count / buffer.documents.length);
}

/**
 * The eligible documents of a table, block by block, in the order of `blocks` (all, ascending, when left out), in a block ascending; the
 * next block is read while the caller works on this one.
 * `eligible[i]` is 1 where document i may be retrieved; the others are read over and left out.
 */
export async function* documentBlocks(
  table: VectorTable,
  eligible: Uint8Array,
  buffers: readonly [BlockBuffer, BlockBuffer],
  blocks: readonly number[] = Array.from({ length: blockCount(table, buffers) }, (_, i) => i),
): AsyncGenerator<DocumentBlock> {
  const blockRows = buffers[0].documents.length;
  const loaded = readAhead(blocks.length, buffers, (i, buffer) =>
    loadBlock(table, eligible, (blocks[i] ?? 0) * blockRows, buffer),
  );
  for await (const block of loaded) if (block.documents.length > 0) yield block;
}

async function loadBlock(
  table: VectorTable,
  eligible: Uint8Array,
  start: number,
  buffer: BlockBuffer,
): Promise<DocumentBlock> {
  const { dimensions } = table;
  const read = Math.min(buffer.documents.length, table.count - start);
  await table.read(start, read, buffer.rows);
  let kept = 0;
  for (let row = 0; row < read; row++) {
    if (!eligible[start + row]) continue;
    if (kept < row) buffer.rows.copyWithin(kept * dimensions, row * dimensions, (row + 1) * dimensions);
    buffer.documents[kept++] = start + row;
  }
  const end = wholeGroups(kept) * dimensions;
  buffer.rows.fill(0, kept * dimensions, end);
  return { documents: buffer.documents.subarray(0, kept), rows: buffer.rows.subarray(0, end) };
}

/** So many rows, with those that fill the last group. */
export function wholeGroups(rows: number): number {
  return Math.ceil(rows / groupSize) * groupSize;
}
