import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { blockBuffer } from './document-blocks.ts';
import { createHitFinder, type HitFinder } from './hit-finder.ts';
import { readQueryGroup } from './query-group.ts';
import type { ScorePairs } from './exact-scores.ts';
import type { CorpusFindings, CorpusOutline, SearchCorpus } from './search-corpus.ts';
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

/**
 * How far a search came: so many more (query, document) pairs were `searched`, of which each row has one with each document; so many have turned
 * out to be needed to settle the rows' order (`unsettled`), and so many of these are done (`settled`).
 */
export type SearchStep = { readonly kind: 'searched' | 'unsettled' | 'settled'; readonly pairs: number };

/** Who looks on: when to stop, and how far the search is. */
export type SearchWatch = { readonly signal: AbortSignal; readonly onStep: (step: SearchStep) => void };

/** Searches rows, one request at a time; the answer's bits depend on neither the plan nor where it runs. After a failure it can only be closed. */
export type RowSearcher = {
  readonly search: (request: RowRequest, watch: SearchWatch) => Promise<RowAnswer>;
  readonly close: () => Promise<void>;
};

/**
 * A searcher that computes on the calling thread, giving way to others between runs of the graph. The runtime is loaded and the first queries
 * are read while the findings are still being made.
 */
export function createRowSearcher(outline: CorpusOutline, findings: Promise<CorpusFindings>): RowSearcher {
  const opened = openSearch(outline, findings);
  // An unawaited failure would be the thread's; the first search tells it.
  opened.catch(() => {});
  return {
    search: async (request, watch) => {
      const group = await readQueryGroup(outline.queries, request.queries);
      const { means, corpus } = await opened;
      return searchGroup(means, corpus, request, group, watch);
    },
    close: async () => (await opened).close(),
  };
}

async function openSearch(
  outline: CorpusOutline,
  findings: Promise<CorpusFindings>,
): Promise<{
  readonly means: SearchMeans;
  readonly corpus: SearchCorpus;
  readonly close: () => Promise<void>;
}> {
  await onnxRuntime();
  const corpus = { ...outline, ...(await findings) };
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
  const close = async (): Promise<void> => {
    await (await fine)?.close();
    await coarse?.close();
  };
  return { means, corpus, close };
}
