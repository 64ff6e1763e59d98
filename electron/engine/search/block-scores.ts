import type { InferenceSession } from 'onnxruntime-node';
import { invariant } from '../../../shared/assert.ts';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { productGraph } from './product-graph.ts';
import { scanKernelBytes } from './scan-kernel-bytes.ts';
import { Instance, Memory, Module, pageBytes } from './web-assembly.ts';

/** Scores of a block of documents for a block of queries, written by the graph where the scan reads them. */
export type BlockScores = {
  /**
   * Scores `queries` with `documents` (both row-major × `dimensions`); `bias` is one number per document, null without bias.
   * Float32 arithmetic in an order that depends on block size and processor. Other threads and callers go on between calls only.
   */
  readonly compute: (
    queries: Float32Array,
    documents: Float32Array,
    bias: Float32Array | null,
  ) => Promise<void>;
  /**
   * How many of the scores `from` to `to` (places in `scores`) are above `threshold`; `found` then begins with their places, ascending.
   */
  readonly above: (from: number, to: number, threshold: number) => number;
  readonly found: Int32Array;
  /** Row-major: query `row` and document `column` of the last call at `row × documents + column`. */
  readonly scores: Float32Array;
  readonly close: () => Promise<void>;
};

type Scan = (from: number, to: number, out: number, threshold: number) => number;

/** Bytes that the scan may read after the last score. */
const readAfter = 64;

/** One session of the graph, on one thread, and memory for `mostQueries` × `mostDocuments` scores. */
export async function createBlockScores(options: {
  readonly dimensions: number;
  readonly mostQueries: number;
  readonly mostDocuments: number;
  readonly biased: boolean;
}): Promise<BlockScores> {
  const { InferenceSession: Session, Tensor } = await onnxRuntime();
  const { dimensions, mostQueries, mostDocuments } = options;
  const session: InferenceSession = await Session.create(productGraph({ biased: options.biased }), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    // Nothing but the result is ever allocated, and that is ours.
    enableMemPattern: false,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  });
  const scoreBytes = 4 * mostQueries * mostDocuments;
  const foundAt = scoreBytes + readAfter;
  const pages = Math.ceil((foundAt + 4 * mostDocuments) / pageBytes);
  const memory = new Memory({ initial: pages, maximum: pages });
  const scores = new Float32Array(memory.buffer, 0, mostQueries * mostDocuments);
  const found = new Int32Array(memory.buffer, foundAt, mostDocuments);
  const { scan } = new Instance(new Module(scanKernelBytes()), { engine: { memory } }).exports;
  invariant(isScan(scan), 'the kernel exports its function');
  return {
    compute: async (queries, documents, bias) => {
      const rows = queries.length / dimensions;
      const columns = documents.length / dimensions;
      invariant(rows <= mostQueries && columns <= mostDocuments, `${rows} × ${columns} scores`);
      await session.run(
        {
          queries: new Tensor('float32', queries, [rows, dimensions]),
          documents: new Tensor('float32', documents, [columns, dimensions]),
          ...(bias ? { bias: new Tensor('float32', bias, [1, columns]) } : {}),
        },
        { scores: new Tensor('float32', scores.subarray(0, rows * columns), [rows, columns]) },
      );
    },
    above: (from, to, threshold) => (scan(4 * from, 4 * to, foundAt, threshold) - foundAt) >> 2,
    found,
    scores,
    close: () => session.release(),
  };
}

function isScan(value: unknown): value is Scan {
  return typeof value === 'function';
}
