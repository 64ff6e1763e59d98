import type { InferenceSession } from 'onnxruntime-node';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { topGraph } from './top-graph.ts';

/** The best of one block of documents for one block of queries: row-major `queries × k`, largest first. */
export type BlockTop = {
  readonly k: number;
  readonly scores: Float32Array;
  /** Places in the block, as the low halves of int64: entry i is `places[2 * i]`. */
  readonly places: Int32Array;
};

export type BlockSearch = {
  /**
   * `queries` and `documents` are row-major × `dimensions`; k at most the number of documents.
   * Float32 arithmetic in an order that depends on block size, threads and device.
   */
  readonly top: (queries: Float32Array, documents: Float32Array, k: number) => Promise<BlockTop>;
  readonly close: () => Promise<void>;
};

/** A session of the search graph. `bias` of a block (one number per document) is added when it is biased. */
export async function createBlockSearch(options: {
  readonly dimensions: number;
  readonly threads: number;
  readonly bias: ((documents: Float32Array) => Float32Array) | null;
}): Promise<BlockSearch> {
  const { InferenceSession: Session, Tensor } = await onnxRuntime();
  const { dimensions, bias } = options;
  const session: InferenceSession = await Session.create(topGraph({ biased: bias !== null }), {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    // A memory pattern would reserve a second block of products beside the arena's own.
    enableMemPattern: false,
    logSeverityLevel: 3,
  });
  return {
    top: async (queries, documents, k) => {
      const count = documents.length / dimensions;
      const rows = queries.length / dimensions;
      // Outputs of our own: the session's would stay in its arena until they are collected, and scatter it.
      const scores = new Float32Array(rows * k);
      const places = new BigInt64Array(rows * k);
      await session.run(
        {
          queries: new Tensor('float32', queries, [rows, dimensions]),
          documents: new Tensor('float32', documents, [count, dimensions]),
          k: new Tensor('int64', [BigInt(k)], [1]),
          ...(bias ? { bias: new Tensor('float32', bias(documents), [1, count]) } : {}),
        },
        {
          scores: new Tensor('float32', scores, [rows, k]),
          places: new Tensor('int64', places, [rows, k]),
        },
      );
      return { k, scores, places: new Int32Array(places.buffer) };
    },
    close: () => session.release(),
  };
}
