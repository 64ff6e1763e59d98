import type { BlockSearch } from './block-search.ts';
import type { DocumentBlock } from './document-blocks.ts';
import { emptyRunningTop, mergeBlock, type RunningTop } from './running-top.ts';
import type { SearchPlan } from './search-plan.ts';

/** Queries that ask for equally many documents; entry i of `positions` owns row i of `top`. */
export type ApproximateClass = { readonly positions: Int32Array; readonly top: RunningTop };

/**
 * One pass over the corpus: the float32 best of every class. Classes keep rows that need long lists (many exclusions, many near-ties)
 * from slowing the others. `vectors` is row-major by position; `onPairs` is told of every (query, document) pair done, between runs of the graph.
 */
export async function approximateSearch(
  search: BlockSearch,
  plan: SearchPlan,
  blocks: AsyncIterable<DocumentBlock>,
  vectors: Float32Array,
  dimensions: number,
  wanted: ReadonlyMap<number, Int32Array>,
  onPairs: (pairs: number) => void,
): Promise<readonly ApproximateClass[]> {
  const classes = [...wanted].map(([k, positions]) => ({
    positions,
    top: emptyRunningTop(positions.length, k),
    vectors: gatherRows(vectors, positions, dimensions),
  }));
  for await (const block of blocks) {
    for (const { positions, top, vectors: queries } of classes) {
      const k = Math.min(top.k, block.documents.length);
      const run = plan.queriesPerRun(k);
      for (let first = 0; first < positions.length; first += run) {
        const last = Math.min(positions.length, first + run);
        const part = queries.subarray(first * dimensions, last * dimensions);
        mergeBlock(top, first, await search.top(part, block.rows, k), block.documents);
        onPairs((last - first) * block.documents.length);
      }
    }
  }
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
