import type { Tensor } from 'onnxruntime-node';
import { invariant } from '../../../shared/assert.ts';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { onnxSession } from './onnx-session.ts';
import { type QuantizedRole, quantizeGraph } from './quantize-graph.ts';

/** Rows with 8 bits a component: row i is about `scales[i]` times its whole numbers, at most `errors[i]` (Euclidean) away from that. */
export type QuantizedRows = {
  readonly values: Tensor['data'];
  readonly scales: Float32Array;
  readonly errors: Float64Array;
};

export type RowQuantizer = {
  /** Row-major float32. */
  readonly quantize: (rows: Float32Array) => Promise<QuantizedRows>;
  readonly close: () => Promise<void>;
};

const most = 127;
/** Rows of smaller numbers are written as zeros or nearly; their error says how far off that is. */
const leastScale = 1e-30;

export async function createRowQuantizer(role: QuantizedRole, dimensions: number): Promise<RowQuantizer> {
  const { Tensor } = await onnxRuntime();
  const session = await onnxSession(quantizeGraph(role));
  const zeros = (count: number): Tensor =>
    role === 'documents'
      ? new Tensor('int8', new Int8Array(count), [count])
      : new Tensor('uint8', new Uint8Array(count).fill(128), [count]);
  const constants = {
    step: new Tensor('float32', Float32Array.of(1 / most), [1]),
    least: new Tensor('float32', Float32Array.of(leastScale), [1]),
  };
  return {
    quantize: async (rows) => {
      const count = rows.length / dimensions;
      const input = new Tensor('float32', rows, [count, dimensions]);
      const found = await session.run({ ...constants, rows: input, zeros: zeros(count) });
      const [values, scales, squares] = [
        found['values']?.data,
        found['scales']?.data,
        found['squares']?.data,
      ];
      invariant(values !== undefined, 'the graph gives values');
      invariant(
        scales instanceof Float32Array && squares instanceof Float32Array,
        'and numbers for each row',
      );
      const errors = new Float64Array(count);
      for (let i = 0; i < count; i++) errors[i] = roundedUp(squares[i] ?? 0, scales[i] ?? 0, dimensions);
      return { values, scales, errors };
    },
    close: () => session.release(),
  };
}

/**
 * A row's distance, whatever was rounded: each difference is off by at most 2⁻²⁴ of a component (at most 127 scales), the sum of n
 * squares in float32 by n · 2⁻²⁴ of itself, and squares of differences below 10⁻¹⁸ are lost.
 */
function roundedUp(square: number, scale: number, dimensions: number): number {
  const perComponent = most * scale * 2 ** -23 + 1e-18;
  return Math.sqrt(square) * (1 + dimensions * 2 ** -24) + Math.sqrt(dimensions) * perComponent;
}
