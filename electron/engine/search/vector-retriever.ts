import { invariant } from '../../../shared/assert.ts';
import type { Similarity } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Task } from '../task.ts';
import type { RetrievalRequest, Retriever } from '../teachers/retriever.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { coarsePays } from './coarse-pays.ts';
import { leastCoarseBlocks } from './coarse-search.ts';
import { blockBuffer } from './document-blocks.ts';
import { largestNorm } from './largest-norm.ts';
import { createRowSearcher, type RowAnswer, type RowRequest } from './row-searcher.ts';
import type { CorpusFindings, CorpusOutline } from './search-corpus.ts';
import { searchProgress } from './search-progress.ts';
import { type SearchPlan, searchPlan } from './search-plan.ts';
import { builtWorker } from '../runtime/built-worker.ts';
import { createThreadSearcher } from './thread-searcher.ts';
import type { VectorTable } from './vector-table.ts';

export type VectorSearch = {
  /** Row i is document i; normalised rows for `cosine`. Finite numbers only. */
  readonly documents: VectorTable;
  readonly queries: VectorTable;
  readonly similarity: Similarity;
  readonly surroundings: Pick<Surroundings, 'threads'>;
  /** How the work is cut; the result does not depend on it. */
  readonly plan?: SearchPlan;
  /** Whether 8-bit products go first, which the result does not depend on; found out when left out. */
  readonly coarse?: boolean;
  /** The built `search-worker.ts` that threads run, whatever the size; null computes on this thread. Found by itself when left out. */
  readonly workerFile?: string | null;
};

/** Multiplications (about 0.05 s of one core) that are not worth starting threads for. */
const smallSearch = 2e9;
/** Those from which on it is worth finding out whether 8-bit products pay (Euclidean lists are ranked by sums that 8 bits do not hold). */
const leastCoarseSearch = 2e10;

/**
 * Exact top-k by vectors: a pass over the corpus in blocks proposes (by 8-bit products where they pay, in float32 where those leave
 * something open), fixed-order scores decide, and a bound on the rounding proves that nothing outside a row's list belongs in. Memory depends on neither the corpus nor the number of queries (but for the pool itself).
 * Large searches run on threads of their own, each with its share of the queries. Throws `failed` when one of them ends.
 */
export function createVectorRetriever(options: VectorSearch): Retriever {
  return { retrieve: (request, task) => retrieve(options, request, task) };
}

async function retrieve(options: VectorSearch, request: RetrievalRequest, task: Task): Promise<Pool> {
  const { documents, queries, similarity } = options;
  const { dimensions } = documents;
  invariant(queries.dimensions === dimensions, `${queries.dimensions} and ${dimensions} dimensions`);
  invariant(documents.count >= request.dataSet.documentCount, 'fewer document vectors than documents');
  task.signal.throwIfAborted();
  const pool = emptyPool(request);
  const rows = request.queries.length;
  const { eligible, eligibleCount } = eligibleDocuments(request.dataSet);
  const multiplications = rows * eligibleCount * dimensions;
  const { workerFile = multiplications < smallSearch ? null : builtWorker('search-worker') } = options;
  const threads = workerFile === null ? 1 : options.surroundings.threads;
  const plan =
    options.plan ??
    searchPlan({
      documents: documents.count,
      queries: rows,
      dimensions,
      typicalK: request.poolSize + 16,
      threads,
    });
  const outline: CorpusOutline = { documents, queries, similarity, eligible, eligibleCount, plan };
  const onStep = searchProgress(rows * eligibleCount, task);
  const groups = Math.ceil(rows / plan.queriesPerGroup);
  let next = 0;
  const stop = new AbortController();
  const signal = AbortSignal.any([task.signal, stop.signal]);
  const findings = findOut(outline, multiplications, options.coarse, signal);
  findings.catch((error: unknown) => stop.abort(error));
  const work = async (): Promise<void> => {
    const searcher =
      workerFile === null
        ? createRowSearcher(outline, findings)
        : createThreadSearcher(workerFile, outline, findings);
    try {
      while (next < groups) {
        const first = next++ * plan.queriesPerGroup;
        const part = rowRequest(request, first, Math.min(rows, first + plan.queriesPerGroup));
        keepAnswer(pool, first, await searcher.search(part, { signal, onStep }));
      }
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      await searcher.close();
    }
  };
  const works = Array.from({ length: Math.min(threads, groups) }, work);
  const results = await Promise.allSettled([findings, ...works]);
  task.signal.throwIfAborted();
  // The first to fail stopped the others with its own reason.
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return pool;
}

/** What the searchers need to know beyond the outline; they start meanwhile. */
async function findOut(
  { documents, similarity, eligible, eligibleCount, plan }: CorpusOutline,
  multiplications: number,
  coarse: boolean | undefined,
  signal: AbortSignal,
): Promise<CorpusFindings> {
  const buffer = () => blockBuffer(plan.documentsPerBlock, documents.dimensions);
  return {
    largestNorm:
      similarity === 'cosine' ? 1 : await largestNorm(documents, eligible, [buffer(), buffer()], signal),
    coarse:
      coarse ??
      (similarity !== 'euclidean' &&
        multiplications >= leastCoarseSearch &&
        eligibleCount >= leastCoarseBlocks * plan.documentsPerBlock &&
        (await coarsePays())),
  };
}

function rowRequest(request: RetrievalRequest, from: number, to: number): RowRequest {
  const { offsets, documents } = request.positives;
  const first = offsets[from] ?? 0;
  const excluded = Array.from({ length: to - from }, (_, i) => request.excluded(from + i));
  const excludedOffsets = new Int32Array(to - from + 1);
  for (const [i, list] of excluded.entries())
    excludedOffsets[i + 1] = (excludedOffsets[i] ?? 0) + list.length;
  const excludedDocuments = new Int32Array(excludedOffsets[to - from] ?? 0);
  for (const [i, list] of excluded.entries()) excludedDocuments.set(list, excludedOffsets[i] ?? 0);
  return {
    queries: request.queries.slice(from, to),
    poolSize: request.poolSize,
    excluded: { offsets: excludedOffsets, documents: excludedDocuments },
    positives: {
      offsets: offsets.slice(from, to + 1).map((offset) => offset - first),
      documents: documents.slice(first, offsets[to] ?? 0),
    },
  };
}

function keepAnswer(pool: Pool, row: number, answer: RowAnswer): void {
  mustBeFinite(answer.scores);
  mustBeFinite(answer.positives);
  pool.counts.set(answer.counts, row);
  pool.documents.set(answer.documents, row * pool.poolSize);
  pool.scores.set(answer.scores, row * pool.poolSize);
  pool.positives.scores.set(answer.positives, pool.positives.offsets[row] ?? 0);
}

/** A dot product of finite vectors can be beyond float32; no rule and no mean could be told of it. */
function mustBeFinite(scores: Float32Array): void {
  if (scores.every((score) => Number.isFinite(score))) return;
  throw new AppError(
    'invalid-input',
    'scores of these vectors are beyond what float32 holds (3.4e38): divide the vectors by a constant, or compare them by cosine',
  );
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
function eligibleDocuments({ inCorpus, firstDocument }: DataSet): {
  eligible: Uint8Array;
  eligibleCount: number;
} {
  const eligible = new Uint8Array(inCorpus.length);
  let eligibleCount = 0;
  for (let i = 0; i < eligible.length; i++) {
    if (!inCorpus[i] || firstDocument[i] !== i) continue;
    eligible[i] = 1;
    eligibleCount++;
  }
  return { eligible, eligibleCount };
}
