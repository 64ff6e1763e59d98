import { onnxModel } from './onnx-message.ts';

/**
 * The search as an ONNX model: `queries` [q, c] and `documents` [d, c] give the `k` [1] largest of each row of
 * queries · documentsᵀ, as `scores` and `places` [q, k], largest first. (`Gemm` is a MatMul that reads the documents
 * transposed as they lie on disk.) With `bias` [1, d], a row is 2 · queries · documentsᵀ + bias.
 */
export function topGraph(options: { readonly biased: boolean }): Uint8Array {
  return onnxModel({
    name: 'search',
    nodes: [
      {
        op: 'Gemm',
        inputs: options.biased ? ['queries', 'documents', 'bias'] : ['queries', 'documents'],
        outputs: ['products'],
        attributes: [
          { name: 'alpha', value: options.biased ? 2 : 1, type: 'float' },
          { name: 'transB', value: 1, type: 'int' },
        ],
      },
      {
        op: 'TopK',
        inputs: ['products', 'k'],
        outputs: ['scores', 'places'],
        attributes: [
          { name: 'axis', value: 1, type: 'int' },
          { name: 'sorted', value: 1, type: 'int' },
        ],
      },
    ],
    inputs: [
      { name: 'queries', type: 'float', shape: ['q', 'c'] },
      { name: 'documents', type: 'float', shape: ['d', 'c'] },
      ...(options.biased ? [{ name: 'bias', type: 'float', shape: ['one', 'd'] } as const] : []),
      { name: 'k', type: 'int64', shape: ['one_k'] },
    ],
    outputs: [
      { name: 'scores', type: 'float', shape: ['q', 'kk'] },
      { name: 'places', type: 'int64', shape: ['q', 'kk'] },
    ],
  });
}
