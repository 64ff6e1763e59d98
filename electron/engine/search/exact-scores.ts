import type { Task } from '../task.ts';
import { readRows } from './read-rows.ts';
import type { ScoreKernel } from './score-kernel.ts';
import type { VectorTable } from './vector-table.ts';

/** Pairs to score, compressed rows: row i of the queries with documents `offsets[i]` to `offsets[i + 1]`. */
export type ScorePairs = { readonly offsets: Int32Array; readonly documents: Int32Array };

/**
 * The deciding score of every pair (`fixedOrderScore`), aligned with `pairs.documents`. The kernel holds the queries.
 * Pairs are visited by document, so that each vector is read once, in order, wherever the corpus lies; queries stay in cache.
 */
export async function exactScores(
  table: VectorTable,
  kernel: ScoreKernel,
  pairs: ScorePairs,
  buffer: Float32Array,
  task: Pick<Task, 'signal'>,
): Promise<Float32Array> {
  const { dimensions } = table;
  const { starts, places, rows } = byDocument(pairs, table.count);
  const scores = new Float32Array(pairs.documents.length);
  const wanted = (document: number): boolean => (starts[document + 1] ?? 0) > (starts[document] ?? 0);
  await readRows(table, wanted, buffer, (start, end, vectors) => {
    task.signal.throwIfAborted();
    for (let document = start; document < end; document++) {
      const from = starts[document] ?? 0;
      const to = starts[document + 1] ?? 0;
      if (to === from) continue;
      kernel.score({ vectors, offset: (document - start) * dimensions }, { rows, places, from, to }, scores);
    }
  });
  return scores;
}

/** Counting sort of the pairs by document: those of document d are `starts[d]` to `starts[d + 1]`. */
function byDocument(pairs: ScorePairs, documents: number): Record<'starts' | 'places' | 'rows', Int32Array> {
  const count = pairs.documents.length;
  const starts = new Int32Array(documents + 2);
  for (const document of pairs.documents) starts[document + 2] = (starts[document + 2] ?? 0) + 1;
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const places = new Int32Array(count);
  const rows = new Int32Array(count);
  for (let row = 0; row + 1 < pairs.offsets.length; row++) {
    for (let i = pairs.offsets[row] ?? 0; i < (pairs.offsets[row + 1] ?? 0); i++) {
      const slot = (pairs.documents[i] ?? 0) + 1;
      const at = starts[slot] ?? 0;
      starts[slot] = at + 1;
      places[at] = i;
      rows[at] = row;
    }
  }
  return { starts, places, rows };
}
