import { blockBuffer } from './document-blocks.ts';
import { createHitFinder } from './hit-finder.ts';
import { rowSquare } from './norms.ts';
import { readQueryGroup } from './query-group.ts';
import type { ScorePairs } from './exact-scores.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { searchGroup } from './search-group.ts';

/** Some rows of a request, as plain arrays; `queries` are rows of the table of queries, in any order. */
export type RowRequest = {
  readonly queries: Int32Array;
  readonly poolSize: number;
  /** Ascending documents that must not become candidates of a row. */
  readonly excluded: ScorePairs;
  /** Documents to score with a row. */
  readonly positives: ScorePairs;
};

/** The pool's rows for a request, and the scores of its positives. */
export type RowAnswer = {
  readonly counts: Int32Array;
  readonly documents: Int32Array;
  readonly scores: Float32Array;
  readonly positives: Float32Array;
};

/** Who looks on: when to stop, and how many more (query, document) pairs are done. */
export type SearchWatch = { readonly signal: AbortSignal; readonly onPairs: (pairs: number) => void };

/** Searches rows, one request at a time; the answer's bits depend on neither the plan nor where it runs. After a failure it can only be closed. */
export type RowSearcher = {
  readonly search: (request: RowRequest, watch: SearchWatch) => Promise<RowAnswer>;
  readonly close: () => Promise<void>;
};

/** A searcher that computes on the calling thread, giving way to others between runs of the graph. */
export async function createRowSearcher(corpus: SearchCorpus): Promise<RowSearcher> {
  const { plan, documents, similarity } = corpus;
  const { dimensions } = documents;
  const biased = similarity === 'euclidean';
  const finder = await createHitFinder({ dimensions, biased });
  const buffer = () => blockBuffer(plan.documentsPerBlock, dimensions);
  const means = {
    finder,
    queriesPerRun: plan.queriesPerRun,
    biasOf: (rows: Float32Array) => (biased ? minusSquares(rows, dimensions) : null),
    buffers: [buffer(), buffer()],
  } as const;
  return {
    search: async (request, watch) => {
      const group = await readQueryGroup(corpus.queries, request.queries);
      return searchGroup(means, corpus, request, group, watch);
    },
    close: finder.close,
  };
}

function minusSquares(rows: Float32Array, dimensions: number): Float32Array {
  return Float32Array.from(
    { length: rows.length / dimensions },
    (_, i) => -rowSquare(rows, i * dimensions, dimensions),
  );
}
