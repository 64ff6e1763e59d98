import type { PairWatch } from './approximate-search.ts';
import type { BlockBuffer } from './document-blocks.ts';
import { readAhead } from './read-ahead.ts';
import { readRows } from './read-rows.ts';
import type { ScoreKernel, SortedPairs } from './score-kernel.ts';
import type { VectorTable } from './vector-table.ts';

/** Pairs to score, compressed rows: row i of the queries with documents `offsets[i]` to `offsets[i + 1]`. */
export type ScorePairs = { readonly offsets: Int32Array; readonly documents: Int32Array };

export function rowOf({ offsets, documents }: ScorePairs, row: number): Int32Array {
  return documents.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

/**
 * The deciding score of every pair (`fixedOrderScore`), aligned with `pairs.documents`. The kernel holds the queries and a block of documents.
 * Block after block, so that each vector is read once, in order, wherever the corpus lies; a block stays in the processor's cache while
 * the queries pass by in order (the other way round took half as long again).
 */
export async function exactScores(
  table: VectorTable,
  kernel: ScoreKernel,
  pairs: ScorePairs,
  buffers: readonly [BlockBuffer, BlockBuffer],
  watch: PairWatch,
): Promise<Float32Array> {
  const blockRows = buffers[0].documents.length;
  const { starts, ...sorted } = byBlock(pairs, table.count, blockRows);
  const scores = new Float32Array(pairs.documents.length);
  const blocks = Array.from({ length: starts.length - 1 }, (_, block) => block).filter(
    (block) => (starts[block + 1] ?? 0) > (starts[block] ?? 0),
  );
  const loaded = readAhead(blocks.length, buffers, async (i, buffer) => {
    const block = blocks[i] ?? 0;
    const first = block * blockRows;
    const [from, to] = [starts[block] ?? 0, starts[block + 1] ?? 0];
    const wanted = markedRows(sorted.documents.subarray(from, to), blockRows);
    const end = Math.min(table.count, first + blockRows);
    await readRows(table, first, end, (row) => wanted[row - first] === 1, buffer.rows);
    return { vectors: buffer.rows.subarray(0, (end - first) * table.dimensions), from, to };
  });
  for await (const { vectors, from, to } of loaded) {
    watch.signal.throwIfAborted();
    kernel.takeDocuments(vectors);
    kernel.score({ ...sorted, from, to }, scores);
    watch.onPairs(to - from);
  }
  return scores;
}

function markedRows(rows: Int32Array, count: number): Uint8Array {
  const marked = new Uint8Array(count);
  for (let i = 0; i < rows.length; i++) marked[rows[i] ?? 0] = 1;
  return marked;
}

/**
 * Counting sort of the pairs by the block of their document: those of block b are `starts[b]` to `starts[b + 1]`, in the order of their rows;
 * pair i of these is row `rows[i]` with document `documents[i]` of the block, and was at `places[i]`.
 */
function byBlock(
  pairs: ScorePairs,
  documents: number,
  blockRows: number,
): SortedPairs & { readonly starts: Int32Array } {
  const count = pairs.documents.length;
  const starts = new Int32Array(Math.ceil(documents / blockRows) + 2);
  const rowCount = pairs.offsets.length - 1;
  // A row at a time: a short function called often is compiled sooner than a long loop is replaced on its way.
  for (let row = 0; row < rowCount; row++) countRow(pairs, row, blockRows, starts);
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const sorted = {
    rows: new Int32Array(count),
    documents: new Int32Array(count),
    places: new Int32Array(count),
  };
  for (let row = 0; row < rowCount; row++) placeRow(pairs, row, blockRows, starts, sorted);
  return { starts: starts.subarray(0, -1), ...sorted };
}

function countRow(
  { offsets, documents }: ScorePairs,
  row: number,
  blockRows: number,
  starts: Int32Array,
): void {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const slot = Math.floor((documents[i] ?? 0) / blockRows) + 2;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
}

function placeRow(
  { offsets, documents }: ScorePairs,
  row: number,
  blockRows: number,
  starts: Int32Array,
  sorted: SortedPairs,
): void {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const document = documents[i] ?? 0;
    const block = Math.floor(document / blockRows);
    const at = starts[block + 1] ?? 0;
    starts[block + 1] = at + 1;
    sorted.rows[at] = row;
    sorted.documents[at] = document - block * blockRows;
    sorted.places[at] = i;
  }
}
