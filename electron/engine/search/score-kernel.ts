import { invariant } from '../../../shared/assert.ts';
import type { Similarity } from '../../../shared/domain/teacher.ts';
import { scoreKernelBytes } from './score-kernel-bytes.ts';
import { Instance, Memory, Module, pageBytes } from './web-assembly.ts';

/** Scores queries against documents, bit for bit as `fixedOrderScore`, several times as fast. */
export type ScoreKernel = {
  /** Vectors (row-major) of the documents that are scored next, at most as many as the kernel was made for. */
  readonly takeDocuments: (vectors: Float32Array) => void;
  /**
   * Scores pairs `from` to `to`, fastest with the pairs of a query side by side: pair i is query `rows[i]` with the taken document `documents[i]`,
   * and its score goes to `scores[places[i]]`.
   */
  readonly score: (
    pairs: SortedPairs & { readonly from: number; readonly to: number },
    scores: Float32Array,
  ) => void;
};

export type SortedPairs = Readonly<Record<'rows' | 'documents' | 'places', Int32Array>>;

type Kernel = (...parameters: readonly number[]) => number;

/** Pairs scored by one call. */
const pairsPerCall = 4_096;

/** A kernel with its own copy of `queries` (row-major), for so many documents at a time. */
export function createScoreKernel(
  similarity: Similarity,
  queries: Float32Array,
  dimensions: number,
  documents: number,
): ScoreKernel {
  const padded = Math.ceil(dimensions / 8) * 8;
  const queryCount = queries.length / dimensions;
  const at = { scratch: 0, rows: 8 * padded, documents: 0, out: 0, vectors: 0, queries: 0, end: 0 };
  at.documents = at.rows + 4 * pairsPerCall;
  at.out = at.documents + 4 * pairsPerCall;
  at.vectors = at.out + 4 * pairsPerCall;
  at.queries = at.vectors + 4 * padded * documents;
  at.end = at.queries + 4 * padded * queryCount;
  const pages = Math.ceil(at.end / pageBytes);
  const memory = new Memory({ initial: pages, maximum: pages });
  const kernel = instantiate(similarity, memory);
  const rowSlots = new Int32Array(memory.buffer, at.rows, pairsPerCall);
  const documentSlots = new Int32Array(memory.buffer, at.documents, pairsPerCall);
  const outSlots = new Float32Array(memory.buffer, at.out, pairsPerCall);
  const takeVectors = (vectors: Float32Array, address: number): void => {
    const slots = new Float32Array(memory.buffer, address, (vectors.length / dimensions) * padded);
    if (padded === dimensions) return slots.set(vectors);
    for (let from = 0, to = 0; from < vectors.length; from += dimensions, to += padded) {
      slots.set(vectors.subarray(from, from + dimensions), to);
    }
  };
  takeVectors(queries, at.queries);

  return {
    takeDocuments: (vectors) => takeVectors(vectors, at.vectors),
    score: (pairs, scores) => {
      for (let from = pairs.from; from < pairs.to; from += pairsPerCall) {
        const count = Math.min(pairsPerCall, pairs.to - from);
        rowSlots.set(pairs.rows.subarray(from, from + count));
        documentSlots.set(pairs.documents.subarray(from, from + count));
        kernel(at.queries, at.vectors, at.rows, at.documents, at.out, count, 4 * padded, at.scratch);
        spread(outSlots, pairs.places.subarray(from, from + count), scores);
      }
    },
  };
}

function spread(found: Float32Array, places: Int32Array, scores: Float32Array): void {
  for (let i = 0; i < places.length; i++) scores[places[i] ?? 0] = found[i] ?? 0;
}

function instantiate(similarity: Similarity, memory: object): Kernel {
  const module = new Module(scoreKernelBytes(similarity === 'euclidean' ? 'distance' : 'dot'));
  const { score } = new Instance(module, { engine: { memory } }).exports;
  invariant(isKernel(score), 'the kernel exports its function');
  return score;
}

function isKernel(value: unknown): value is Kernel {
  return typeof value === 'function';
}
