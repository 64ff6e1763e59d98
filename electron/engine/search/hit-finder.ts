import { invariant } from '../../../shared/assert.ts';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { onnxSession } from './onnx-session.ts';
import { groupSize, hitGraph, type ProductKind } from './hit-graph.ts';
import { type HitDocuments, hitOperands, type HitOperands, type HitQueries } from './hit-operands.ts';

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

export type HitFinder = HitOperands & {
  /**
   * Scores rows `first` and following of `queries` with `documents` (a multiple of `groupSize`) and gives what lies above `thresholds`
   * (one number per query, which tell the last row). Scores and thresholds are in the queries' units.
   * Arithmetic in an order that depends on block size and processor. Other threads and callers go on between calls only.
   */
  readonly find: (
    queries: HitQueries,
    first: number,
    documents: HitDocuments,
    thresholds: Float32Array,
  ) => Promise<Hits>;
};

/** One session of the graph, on one thread. */
export async function createHitFinder(kind: ProductKind, dimensions: number): Promise<HitFinder> {
  const { Tensor } = await onnxRuntime();
  const session = await onnxSession(hitGraph(kind));
  const operands = await hitOperands(kind, dimensions, Tensor);
  return {
    ...operands,
    find: async (queries, first, documents, thresholds) => {
      const rows = thresholds.length;
      const columns = documents.count;
      invariant(columns % groupSize === 0, `${columns} documents are not whole groups`);
      const shape = BigInt64Array.of(BigInt(rows), BigInt(columns / groupSize), BigInt(groupSize));
      const { places, scores } = await session.run({
        ...queries.feeds(first, first + rows),
        ...documents.feeds(queries.reaches[first] ?? 0),
        shape: new Tensor('int64', shape, [3]),
        thresholds: new Tensor('float32', thresholds, [rows, 1]),
      });
      invariant(places?.type === 'int32' && scores?.type === 'float32', 'the graph gives places and scores');
      const [found, values] = [places.data, scores.data];
      invariant(found instanceof Int32Array && values instanceof Float32Array, 'as arrays of numbers');
      const count = found.length / 2;
      return { count, rows: found.subarray(0, count), groups: found.subarray(count), scores: values };
    },
    close: async () => {
      await operands.close();
      await session.release();
    },
  };
}
