import type { PairWatch } from './approximate-search.ts';
import type { BlockBuffer } from './document-blocks.ts';
import { readAhead } from './read-ahead.ts';
import { readRows } from './read-rows.ts';
import type { ScoreKernel } from './score-kernel.ts';
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
  const { starts, places, rows } = byBlock(pairs, table.count, blockRows);
  const scores = new Float32Array(pairs.documents.length);
  const blocks = Array.from({ length: starts.length - 1 }, (_, block) => block).filter(
    (block) => (starts[block + 1] ?? 0) > (starts[block] ?? 0),
  );
  const loaded = readAhead(blocks.length, buffers, async (i, buffer) => {
    const block = blocks[i] ?? 0;
    const first = block * blockRows;
    const [from, to] = [starts[block] ?? 0, starts[block + 1] ?? 0];
    const wanted = new Uint8Array(blockRows);
    for (let j = from; j < to; j++) wanted[(pairs.documents[places[j] ?? 0] ?? 0) - first] = 1;
    const end = Math.min(table.count, first + blockRows);
    await readRows(table, first, end, (row) => wanted[row - first] === 1, buffer.rows);
    return { first, vectors: buffer.rows.subarray(0, (end - first) * table.dimensions), from, to };
  });
  for await (const { first, vectors, from, to } of loaded) {
    watch.signal.throwIfAborted();
    kernel.takeDocuments(vectors);
    kernel.score({ documents: pairs.documents, first, rows, places, from, to }, scores);
    watch.onPairs(to - from);
  }
  return scores;
}

/** Counting sort of the pairs by the block of their document: those of block b are `starts[b]` to `starts[b + 1]`, in the order of their rows. */
function byBlock(
  pairs: ScorePairs,
  documents: number,
  blockRows: number,
): Record<'starts' | 'places' | 'rows', Int32Array> {
  const count = pairs.documents.length;
  const starts = new Int32Array(Math.ceil(documents / blockRows) + 2);
  const rowCount = pairs.offsets.length - 1;
  // A row at a time: a short function called often is compiled sooner than a long loop is replaced on its way.
  for (let row = 0; row < rowCount; row++) countRow(pairs, row, blockRows, starts);
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const places = new Int32Array(count);
  const rows = new Int32Array(count);
  for (let row = 0; row < rowCount; row++) placeRow(pairs, row, blockRows, starts, places, rows);
  return { starts: starts.subarray(0, -1), places, rows };
}

function countRow({ offsets, documents }: ScorePairs, row: number, blockRows: number, starts: Int32Array): void {
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
  places: Int32Array,
  rows: Int32Array,
): void {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const slot = Math.floor((documents[i] ?? 0) / blockRows) + 1;
    const at = starts[slot] ?? 0;
    starts[slot] = at + 1;
    places[at] = i;
    rows[at] = row;
  }
}
