import type { InferenceSession } from 'onnxruntime-node';
import { invariant } from '../../../shared/assert.ts';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { groupSize, hitGraph } from './hit-graph.ts';

/** Groups of documents of which at least one scores above its query's threshold, by query. */
export type Hits = {
  readonly count: number;
  /** Of hit i: the query's row of the block. */
  readonly rows: Int32Array;
  /** Of hit i: documents `groups[i] × groupSize` and following of the block. */
  readonly groups: Int32Array;
  /** Hit i has `groupSize` scores from `i × groupSize`; some may be below the threshold. */
  readonly scores: Float32Array;
};

export type HitFinder = {
  /**
   * Scores `queries` with `documents` (both row-major × `dimensions`; documents a multiple of `groupSize`) and gives what lies above
   * `thresholds` (one number per query); `bias` is one number per document, null without bias.
   * Float32 arithmetic in an order that depends on block size and processor. Other threads and callers go on between calls only.
   */
  readonly find: (
    queries: Float32Array,
    documents: Float32Array,
    bias: Float32Array | null,
    thresholds: Float32Array,
  ) => Promise<Hits>;
  readonly close: () => Promise<void>;
};

/** One session of the graph, on one thread. */
export async function createHitFinder(options: {
  readonly dimensions: number;
  readonly biased: boolean;
}): Promise<HitFinder> {
  const { InferenceSession: Session, Tensor } = await onnxRuntime();
  const { dimensions } = options;
  const session: InferenceSession = await Session.create(hitGraph({ biased: options.biased }), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    find: async (queries, documents, bias, thresholds) => {
      const rows = queries.length / dimensions;
      const columns = documents.length / dimensions;
      invariant(columns % groupSize === 0, `${columns} documents are not whole groups`);
      const shape = BigInt64Array.of(BigInt(rows), BigInt(columns / groupSize), BigInt(groupSize));
      const { places, scores } = await session.run({
        queries: new Tensor('float32', queries, [rows, dimensions]),
        documents: new Tensor('float32', documents, [columns, dimensions]),
        ...(bias ? { bias: new Tensor('float32', bias, [1, columns]) } : {}),
        shape: new Tensor('int64', shape, [3]),
        thresholds: new Tensor('float32', thresholds, [rows, 1]),
      });
      invariant(places?.type === 'int32' && scores?.type === 'float32', 'the graph gives places and scores');
      const [found, values] = [places.data, scores.data];
      invariant(found instanceof Int32Array && values instanceof Float32Array, 'as arrays of numbers');
      const count = found.length / 2;
      return { count, rows: found.subarray(0, count), groups: found.subarray(count), scores: values };
    },
    close: () => session.release(),
  };
}
