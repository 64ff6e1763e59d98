import { onnxModel } from './onnx-message.ts';

/** Neighbouring documents whose scores are looked at together: their largest tells whether any of them is wanted. */
export const groupSize = 16;

/**
 * The search's arithmetic as an ONNX model. `queries` [q, c] and `documents` [d, c], d a multiple of `groupSize`, are multiplied
 * (`Gemm` is a MatMul that reads the documents transposed as they lie on disk; with `bias` [1, d] a row is 2 · queries · documentsᵀ + bias).
 * Given `shape` = (q, d / groupSize, groupSize), `places` [2, n] are the row and the group of every group with a score above the row's
 * threshold (`thresholds` [q, 1]), by row; `scores` [n, groupSize] are its scores. So the product itself never leaves the graph:
 * handing all of it over costs a fifth of the search's time.
 */
export function hitGraph(options: { readonly biased: boolean }): Uint8Array {
  const [float, int] = ['float', 'int'] as const;
  return onnxModel({
    name: 'search',
    nodes: [
      {
        op: 'Gemm',
        inputs: options.biased ? ['queries', 'documents', 'bias'] : ['queries', 'documents'],
        outputs: ['product'],
        attributes: [
          { name: 'alpha', value: options.biased ? 2 : 1, type: float },
          { name: 'transB', value: 1, type: int },
        ],
      },
      { op: 'Reshape', inputs: ['product', 'shape'], outputs: ['grouped'], attributes: [] },
      {
        op: 'ReduceMax',
        inputs: ['grouped'],
        outputs: ['largest'],
        attributes: [
          { name: 'axes', value: [2], type: 'ints' },
          { name: 'keepdims', value: 0, type: int },
        ],
      },
      { op: 'Greater', inputs: ['largest', 'thresholds'], outputs: ['above'], attributes: [] },
      { op: 'NonZero', inputs: ['above'], outputs: ['found'], attributes: [] },
      { op: 'Transpose', inputs: ['found'], outputs: ['pairs'], attributes: [] },
      { op: 'GatherND', inputs: ['grouped', 'pairs'], outputs: ['scores'], attributes: [] },
      {
        op: 'Cast',
        inputs: ['found'],
        outputs: ['places'],
        attributes: [{ name: 'to', value: elementTypeInt32, type: int }],
      },
    ],
    inputs: [
      { name: 'queries', type: float, shape: ['q', 'c'] },
      { name: 'documents', type: float, shape: ['d', 'c'] },
      ...(options.biased ? [{ name: 'bias', type: float, shape: ['one', 'd'] } as const] : []),
      { name: 'shape', type: 'int64', shape: ['three'] },
      { name: 'thresholds', type: float, shape: ['q', 'one'] },
    ],
    outputs: [
      { name: 'places', type: 'int32', shape: ['two', 'n'] },
      { name: 'scores', type: float, shape: ['n', 'size'] },
    ],
  });
}

const elementTypeInt32 = 6;
