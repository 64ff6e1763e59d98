import { invariant } from '../../../shared/assert.ts';
import type { Similarity } from '../../../shared/domain/teacher.ts';
import { scoreKernelBytes } from './score-kernel-bytes.ts';
import { Instance, Memory, Module, pageBytes } from './web-assembly.ts';

/** Scores many queries against one document after the other, bit for bit as `fixedOrderScore`, several times as fast. */
export type ScoreKernel = {
  /**
   * Scores the document whose `dimensions` numbers begin at `offset` of `vectors` with queries `rows[from]` to `rows[to − 1]`;
   * the score with `rows[i]` goes to `scores[places[i]]`.
   */
  readonly score: (
    document: { readonly vectors: Float32Array; readonly offset: number },
    pairs: {
      readonly rows: Int32Array;
      readonly places: Int32Array;
      readonly from: number;
      readonly to: number;
    },
    scores: Float32Array,
  ) => void;
};

type Kernel = (
  document: number,
  rows: number,
  out: number,
  count: number,
  queries: number,
  stride: number,
  scratch: number,
) => void;

/** Queries scored by one call. */
const rowsPerCall = 1_024;

/** A kernel with its own copy of `queries` (row-major). */
export function createScoreKernel(
  similarity: Similarity,
  queries: Float32Array,
  dimensions: number,
): ScoreKernel {
  const padded = Math.ceil(dimensions / 8) * 8;
  const queryCount = queries.length / dimensions;
  const sizes = {
    scratch: 8 * padded,
    document: 4 * padded,
    rows: 4 * rowsPerCall,
    out: 4 * rowsPerCall,
    queries: 4 * padded * queryCount,
  };
  const at = { scratch: 0, document: sizes.scratch, rows: 0, out: 0, queries: 0 };
  at.rows = at.document + sizes.document;
  at.out = at.rows + sizes.rows;
  at.queries = at.out + sizes.out;
  const pages = Math.ceil((at.queries + sizes.queries) / pageBytes);
  const memory = new Memory({ initial: pages, maximum: pages });
  const kernel = instantiate(similarity, memory);

  const floats = new Float32Array(memory.buffer);
  const documentSlot = floats.subarray(at.document / 4, at.document / 4 + padded);
  const rowSlot = new Int32Array(memory.buffer, at.rows, rowsPerCall);
  const outSlot = new Float32Array(memory.buffer, at.out, rowsPerCall);
  for (let query = 0; query < queryCount; query++) {
    const row = queries.subarray(query * dimensions, (query + 1) * dimensions);
    floats.set(row, at.queries / 4 + query * padded);
  }

  return {
    score: ({ vectors, offset }, { rows, places, from, to }, scores) => {
      documentSlot.set(vectors.subarray(offset, offset + dimensions));
      for (let first = from; first < to; first += rowsPerCall) {
        const count = Math.min(rowsPerCall, to - first);
        for (let i = 0; i < count; i++) rowSlot[i] = rows[first + i] ?? 0;
        kernel(at.document, at.rows, at.out, count, at.queries, 4 * padded, at.scratch);
        for (let i = 0; i < count; i++) scores[places[first + i] ?? 0] = outSlot[i] ?? 0;
      }
    },
  };
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
