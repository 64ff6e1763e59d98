import type { PairWatch } from './approximate-search.ts';
import { readRows } from './read-rows.ts';
import type { ScoreKernel } from './score-kernel.ts';
import type { VectorTable } from './vector-table.ts';

/** Pairs to score, compressed rows: row i of the queries with documents `offsets[i]` to `offsets[i + 1]`. */
export type ScorePairs = { readonly offsets: Int32Array; readonly documents: Int32Array };

export function rowOf({ offsets, documents }: ScorePairs, row: number): Int32Array {
  return documents.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

/**
 * The deciding score of every pair (`fixedOrderScore`), aligned with `pairs.documents`. The kernel holds the queries.
 * Pairs are visited by document, so that each vector is read once, in order, wherever the corpus lies; queries stay in cache.
 */
export async function exactScores(
  table: VectorTable,
  kernel: ScoreKernel,
  pairs: ScorePairs,
  buffer: Float32Array,
  watch: PairWatch,
): Promise<Float32Array> {
  const { dimensions } = table;
  const { starts, places, rows } = byDocument(pairs, table.count);
  const scores = new Float32Array(pairs.documents.length);
  const wanted = (document: number): boolean => (starts[document + 1] ?? 0) > (starts[document] ?? 0);
  await readRows(table, wanted, buffer, (start, end, vectors) => {
    watch.signal.throwIfAborted();
    for (let document = start; document < end; document++) {
      const from = starts[document] ?? 0;
      const to = starts[document + 1] ?? 0;
      if (to === from) continue;
      kernel.score({ vectors, offset: (document - start) * dimensions }, { rows, places, from, to }, scores);
    }
    watch.onPairs((starts[end] ?? 0) - (starts[start] ?? 0));
  });
  return scores;
}

/** Counting sort of the pairs by document: those of document d are `starts[d]` to `starts[d + 1]`. */
function byDocument(pairs: ScorePairs, documents: number): Record<'starts' | 'places' | 'rows', Int32Array> {
  const count = pairs.documents.length;
  const starts = new Int32Array(documents + 2);
  const rowCount = pairs.offsets.length - 1;
  // A row at a time: a short function called often is compiled sooner than a long loop is replaced on its way.
  for (let row = 0; row < rowCount; row++) countRow(pairs, row, starts);
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const places = new Int32Array(count);
  const rows = new Int32Array(count);
  for (let row = 0; row < rowCount; row++) placeRow(pairs, row, starts, places, rows);
  return { starts, places, rows };
}

function countRow({ offsets, documents }: ScorePairs, row: number, starts: Int32Array): void {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const slot = (documents[i] ?? 0) + 2;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
}

function placeRow(
  { offsets, documents }: ScorePairs,
  row: number,
  starts: Int32Array,
  places: Int32Array,
  rows: Int32Array,
): void {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const slot = (documents[i] ?? 0) + 1;
    const at = starts[slot] ?? 0;
    starts[slot] = at + 1;
    places[at] = i;
    rows[at] = row;
  }
}
