import type { DocumentBlock } from './document-blocks.ts';
import type { HitFinder } from './hit-finder.ts';
import { emptyRunningTop, mergeHits, type RunningTop, trimRow } from './running-top.ts';

/** Queries that ask for equally many documents; entry i of `positions` owns row i of `top`. */
export type ApproximateClass = { readonly positions: Int32Array; readonly top: RunningTop };

/** What a pass is made with: what finds high scores, for how many queries at a time, and what is added to a block's scores. */
export type ApproximateMeans = {
  readonly finder: HitFinder;
  readonly queriesPerRun: number;
  readonly biasOf: (rows: Float32Array) => Float32Array | null;
};

/**
 * One pass over the corpus: the float32 best of every class, trimmed. Classes keep rows that need long lists (many exclusions,
 * many near-ties) from slowing the others. `vectors` is row-major by position; `onPairs` is told of every (query, document) pair done,
 * between runs of the graph.
 */
export async function approximateSearch(
  { finder, queriesPerRun, biasOf }: ApproximateMeans,
  blocks: AsyncIterable<DocumentBlock>,
  vectors: Float32Array,
  dimensions: number,
  wanted: ReadonlyMap<number, Int32Array>,
  onPairs: (pairs: number) => void,
): Promise<ApproximateClass[]> {
  const classes = [...wanted].map(([k, positions]) => ({
    positions,
    top: emptyRunningTop(positions.length, k),
    vectors: gatherRows(vectors, positions, dimensions),
  }));
  for await (const { rows, documents } of blocks) {
    const bias = biasOf(rows);
    for (const { positions, top, vectors: queries } of classes) {
      for (let first = 0; first < positions.length; first += queriesPerRun) {
        const last = Math.min(positions.length, first + queriesPerRun);
        const some = queries.subarray(first * dimensions, last * dimensions);
        const hits = await finder.find(some, rows, bias, top.thresholds.subarray(first, last));
        mergeHits(top, first, hits, documents);
        onPairs((last - first) * documents.length);
      }
    }
  }
  for (const { positions, top } of classes)
    for (let row = 0; row < positions.length; row++) trimRow(top, row);
  return classes;
}

/** The rows at `positions`, in that order; the same array where they are all of it. */
function gatherRows(vectors: Float32Array, positions: Int32Array, dimensions: number): Float32Array {
  if (positions.length * dimensions === vectors.length && positions.every((p, i) => p === i)) return vectors;
  const rows = new Float32Array(positions.length * dimensions);
  for (const [i, position] of positions.entries()) {
    rows.set(vectors.subarray(position * dimensions, (position + 1) * dimensions), i * dimensions);
  }
  return rows;
}
