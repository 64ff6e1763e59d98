import { blockBuffer } from './document-blocks.ts';
import { createHitFinder, type HitFinder } from './hit-finder.ts';
import { readQueryGroup } from './query-group.ts';
import type { ScorePairs } from './exact-scores.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { searchGroup, type SearchMeans } from './search-group.ts';

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
  const { queriesPerRun, documentsPerBlock } = plan;
  const coarse = corpus.coarse ? await createHitFinder('int8', dimensions) : null;
  let fine: Promise<HitFinder> | null = null;
  const buffer = () => blockBuffer(documentsPerBlock, dimensions);
  const means: SearchMeans = {
    fine: async () => {
      fine ??= createHitFinder(similarity === 'euclidean' ? 'biased' : 'plain', dimensions);
      return { finder: await fine, queriesPerRun, documentsPerBlock };
    },
    coarse: coarse && { finder: coarse, queriesPerRun, documentsPerBlock },
    buffers: [buffer(), buffer()],
  };
  return {
    search: async (request, watch) => {
      const group = await readQueryGroup(corpus.queries, request.queries);
      return searchGroup(means, corpus, request, group, watch);
    },
    close: async () => {
      await (await fine)?.close();
      await coarse?.close();
    },
  };
}
