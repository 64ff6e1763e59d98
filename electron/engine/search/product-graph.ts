import { onnxModel } from './onnx-message.ts';

/**
 * The search's arithmetic as an ONNX model: `queries` [q, c] and `documents` [d, c] give `scores` [q, d] = queries · documentsᵀ.
 * (`Gemm` is a MatMul that reads the documents transposed as they lie on disk.) With `bias` [1, d], a row is 2 · queries · documentsᵀ + bias.
 */
export function productGraph(options: { readonly biased: boolean }): Uint8Array {
  return onnxModel({
    name: 'search',
    nodes: [
      {
        op: 'Gemm',
        inputs: options.biased ? ['queries', 'documents', 'bias'] : ['queries', 'documents'],
        outputs: ['scores'],
        attributes: [
          { name: 'alpha', value: options.biased ? 2 : 1, type: 'float' },
          { name: 'transB', value: 1, type: 'int' },
        ],
      },
    ],
    inputs: [
      { name: 'queries', type: 'float', shape: ['q', 'c'] },
      { name: 'documents', type: 'float', shape: ['d', 'c'] },
      ...(options.biased ? [{ name: 'bias', type: 'float', shape: ['one', 'd'] } as const] : []),
    ],
    outputs: [{ name: 'scores', type: 'float', shape: ['q', 'd'] }],
  });
}
