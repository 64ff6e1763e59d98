import type * as OnnxRuntime from 'onnxruntime-node';
import { invariant } from '../../../shared/assert.ts';
import type { ProductKind } from './hit-graph.ts';
import { rowSquare } from './norms.ts';
import { createRowQuantizer } from './row-quantizer.ts';

type Feeds = OnnxRuntime.InferenceSession.OnnxValueMapType;
type Tensor = typeof OnnxRuntime.Tensor;

/** Queries as a product reads them; its row r is row `order[r]` of what was given. A row's scores come in `units[row]`. */
export type HitQueries = {
  readonly order: Int32Array;
  readonly units: Float32Array;
  /** How far (Euclidean) a row is from what is multiplied. */
  readonly errors: Float64Array;
  /** The most that a unit of a document's error makes of a score, in the row's units: the length of what is multiplied. */
  readonly reaches: Float64Array;
  /** The product's inputs for rows `first` to `last`. */
  readonly feeds: (first: number, last: number) => Feeds;
};

/**
 * Documents as a product reads them; `errors[i]` (Euclidean) is how far document i is from what is multiplied. A score includes what its
 * document's error can make of it, for a query with the reach of the run's first.
 */
export type HitDocuments = {
  readonly count: number;
  readonly errors: Float64Array;
  /** The product's inputs, for queries of at least that reach. */
  readonly feeds: (reach: number) => Feeds;
};

/** How rows (row-major float32) become a product's inputs; documents are valid as long as their rows. */
export type HitOperands = {
  /** `norms` are the rows' lengths. */
  readonly queries: (rows: Float32Array, norms: Float64Array) => Promise<HitQueries>;
  readonly documents: (rows: Float32Array) => Promise<HitDocuments>;
  readonly close: () => Promise<void>;
};

export function hitOperands(kind: ProductKind, dimensions: number, tensor: Tensor): Promise<HitOperands> {
  return kind === 'int8'
    ? int8Operands(dimensions, tensor)
    : Promise.resolve(float32Operands(kind === 'biased', dimensions, tensor));
}

function float32Operands(biased: boolean, dimensions: number, FloatTensor: Tensor): HitOperands {
  return {
    queries: (rows) => {
      const count = rows.length / dimensions;
      const feeds = (first: number, last: number): Feeds => {
        const some = rows.subarray(first * dimensions, last * dimensions);
        return { queries: new FloatTensor('float32', some, [last - first, dimensions]) };
      };
      const order = Int32Array.from({ length: count }, (_, row) => row);
      const none = new Float64Array(count);
      const units = new Float32Array(count).fill(1);
      return Promise.resolve({ order, units, errors: none, reaches: none, feeds });
    },
    documents: (rows) => {
      const count = rows.length / dimensions;
      const documents = new FloatTensor('float32', rows, [count, dimensions]);
      const minusSquare = (_: unknown, i: number): number => -rowSquare(rows, i * dimensions, dimensions);
      const bias = biased
        ? { bias: new FloatTensor('float32', Float32Array.from({ length: count }, minusSquare), [1, count]) }
        : {};
      return Promise.resolve({
        count,
        errors: new Float64Array(count),
        feeds: () => ({ documents, ...bias }),
      });
    },
    close: () => Promise.resolve(),
  };
}

async function int8Operands(dimensions: number, AnyTensor: Tensor): Promise<HitOperands> {
  const [queries, documents] = [
    await createRowQuantizer('queries', dimensions),
    await createRowQuantizer('documents', dimensions),
  ];
  const constants = {
    queryScale: new AnyTensor('float32', Float32Array.of(1), [1]),
    queryZero: new AnyTensor('uint8', Uint8Array.of(128), [1]),
  };
  return {
    queries: async (rows, norms) => {
      const given = await queries.quantize(rows);
      invariant(given.values instanceof Uint8Array, 'queries are unsigned');
      const reaches = given.errors.map(
        (error, row) => ((norms[row] ?? 0) + error) / (given.scales[row] ?? 1),
      );
      // Rows of a run differ little in what a document's error makes of their scores.
      const order = Int32Array.from(reaches, (_, row) => row).sort(
        (a, b) => (reaches[a] ?? 0) - (reaches[b] ?? 0),
      );
      const values = new Uint8Array(rows.length);
      for (const [row, from] of order.entries()) {
        values.set(given.values.subarray(from * dimensions, (from + 1) * dimensions), row * dimensions);
      }
      const feeds = (first: number, last: number): Feeds => {
        const some = values.subarray(first * dimensions, last * dimensions);
        return { ...constants, queries: new AnyTensor('uint8', some, [last - first, dimensions]) };
      };
      return {
        order,
        units: Float32Array.from(order, (from) => given.scales[from] ?? 1),
        errors: Float64Array.from(order, (from) => given.errors[from] ?? 0),
        reaches: Float64Array.from(order, (from) => reaches[from] ?? 0),
        feeds,
      };
    },
    documents: async (rows) => {
      const { values, scales, errors } = await documents.quantize(rows);
      invariant(values instanceof Int8Array, 'documents are signed');
      const count = errors.length;
      const inputs = {
        documents: new AnyTensor('int8', values, [dimensions, count]),
        documentScales: new AnyTensor('float32', scales, [count]),
      };
      const feeds = (reach: number): Feeds => {
        const bias = new Float32Array(count);
        for (let i = 0; i < count; i++) bias[i] = reach * (errors[i] ?? 0);
        return { ...inputs, bias: new AnyTensor('float32', bias, [count]) };
      };
      return { count, errors, feeds };
    },
    close: async () => {
      await queries.close();
      await documents.close();
    },
  };
}
