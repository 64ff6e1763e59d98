import { invariant } from '../../../shared/assert.ts';
import type { Similarity } from '../../../shared/domain/teacher.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Task } from '../task.ts';
import type { RetrievalRequest, Retriever } from '../teachers/retriever.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { createBlockSearch } from './block-search.ts';
import { blockBuffer } from './document-blocks.ts';
import { largestNorm } from './largest-norm.ts';
import { rowSquare } from './norms.ts';
import { readQueryGroup } from './query-group.ts';
import type { SearchCorpus } from './search-corpus.ts';
import { searchGroup } from './search-group.ts';
import { type SearchPlan, searchPlan } from './search-plan.ts';
import type { VectorTable } from './vector-table.ts';

export type VectorSearch = {
  /** Row i is document i; normalised rows for `cosine`. Finite numbers only. */
  readonly documents: VectorTable;
  readonly queries: VectorTable;
  readonly similarity: Similarity;
  readonly surroundings: Pick<Surroundings, 'threads'>;
  /** How the work is cut; the result does not depend on it. */
  readonly plan?: SearchPlan;
};

/**
 * Exact top-k by vectors: a float32 pass over the corpus in blocks proposes, fixed-order scores decide, and a bound on the rounding proves
 * that nothing outside a row's list belongs in. Memory depends on neither the corpus nor the number of queries (but for the pool itself).
 */
export function createVectorRetriever(options: VectorSearch): Retriever {
  return { retrieve: (request, task) => retrieve(options, request, task) };
}

async function retrieve(options: VectorSearch, request: RetrievalRequest, task: Task): Promise<Pool> {
  const { documents, queries, similarity } = options;
  const { dimensions } = documents;
  invariant(queries.dimensions === dimensions, `${queries.dimensions} and ${dimensions} dimensions`);
  invariant(documents.count >= request.dataSet.documentCount, 'fewer document vectors than documents');
  const pool = emptyPool(request);
  const { eligible, eligibleCount } = eligibleDocuments(request.dataSet);
  const plan = options.plan ?? searchPlan(documents.count, dimensions, request.poolSize + 16);
  const buffers = [
    blockBuffer(plan.documentsPerBlock, dimensions),
    blockBuffer(plan.documentsPerBlock, dimensions),
  ] as const;
  const corpus: SearchCorpus = {
    table: documents,
    similarity,
    eligible,
    eligibleCount,
    largestNorm: similarity === 'cosine' ? 1 : await largestNorm(documents, eligible, buffers),
    plan,
    buffers,
  };
  const search = await createBlockSearch({
    dimensions,
    threads: options.surroundings.threads,
    bias: similarity === 'euclidean' ? (rows) => minusSquares(rows, dimensions) : null,
  });
  try {
    const total = request.queries.length * eligibleCount;
    let done = 0;
    const onPairs = (pairs: number): void => {
      // Rows searched again with longer lists add no pairs of their own.
      done = Math.min(total, done + pairs);
      task.progress({ stage: 'search', done, total, unit: 'query-document pairs' });
    };
    for (let row = 0; row < request.queries.length; row += plan.queriesPerGroup) {
      task.signal.throwIfAborted();
      const size = Math.min(plan.queriesPerGroup, request.queries.length - row);
      const group = await readQueryGroup(queries, request, row, size);
      await searchGroup(search, corpus, request, group, pool, task, onPairs);
    }
    return pool;
  } finally {
    await search.close();
  }
}

function emptyPool(request: RetrievalRequest): Pool {
  const rows = request.queries.length;
  const { offsets, documents } = request.positives;
  return {
    poolSize: request.poolSize,
    queries: request.queries,
    counts: new Int32Array(rows),
    documents: new Int32Array(rows * request.poolSize).fill(-1),
    scores: new Float32Array(rows * request.poolSize),
    positives: { offsets, documents, scores: new Float32Array(documents.length) },
  };
}

/** Candidates are the first of equal texts, inside the corpus. */
function eligibleDocuments(dataSet: DataSet): { eligible: Uint8Array; eligibleCount: number } {
  const eligible = Uint8Array.from(dataSet.inCorpus, (inside, i) =>
    inside && dataSet.firstDocument[i] === i ? 1 : 0,
  );
  return { eligible, eligibleCount: eligible.reduce((sum, one) => sum + one, 0) };
}

function minusSquares(rows: Float32Array, dimensions: number): Float32Array {
  return Float32Array.from(
    { length: rows.length / dimensions },
    (_, i) => -rowSquare(rows, i * dimensions, dimensions),
  );
}
