import { onnxModel, type OnnxNode, type OnnxValue } from '../onnx-graph/onnx-message.ts';

/** Neighbouring documents whose scores are looked at together: their largest tells whether any of them is wanted. */
export const groupSize = 16;

/**
 * What the product is made of. `plain`: queries · documentsᵀ in float32; `biased`: 2 · queries · documentsᵀ + bias [1, d];
 * `int8`: queries [q, c] as unsigned numbers around 128, documents [c, d] as signed ones, each document with its scale, summed in int32.
 */
export type ProductKind = 'plain' | 'biased' | 'int8';

/**
 * The search's arithmetic as an ONNX model. `queries` [q, c] and `documents` ([d, c] in float32), d a multiple of `groupSize`, are multiplied
 * (`Gemm` is a MatMul that reads the documents transposed as they lie on disk).
 * Given `shape` = (q, d / groupSize, groupSize), `places` [2, n] are the row and the group of every group with a score above the row's
 * threshold (`thresholds` [q, 1]), by row; `scores` [n, groupSize] are its scores. So the product itself never leaves the graph:
 * handing all of it over costs a fifth of the search's time.
 */
export function hitGraph(kind: ProductKind): Uint8Array {
  const { node, inputs } = product(kind);
  return onnxModel({
    name: 'search',
    nodes: [
      node,
      { op: 'Reshape', inputs: ['product', 'shape'], outputs: ['grouped'], attributes: [] },
      {
        op: 'ReduceMax',
        inputs: ['grouped'],
        outputs: ['largest'],
        attributes: [
          { name: 'axes', value: [2], type: 'ints' },
          { name: 'keepdims', value: 0, type: 'int' },
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
        attributes: [{ name: 'to', value: elementTypeInt32, type: 'int' }],
      },
    ],
    inputs: [
      ...inputs,
      { name: 'shape', type: 'int64', shape: ['three'] },
      { name: 'thresholds', type: 'float', shape: ['q', 'one'] },
    ],
    outputs: [
      { name: 'places', type: 'int32', shape: ['two', 'n'] },
      { name: 'scores', type: 'float', shape: ['n', 'size'] },
    ],
  });
}

const elementTypeInt32 = 6;

function product(kind: ProductKind): { readonly node: OnnxNode; readonly inputs: readonly OnnxValue[] } {
  return kind === 'int8' ? int8Product : float32Product(kind === 'biased');
}

function float32Product(biased: boolean): ReturnType<typeof product> {
  const inputs: OnnxValue[] = [
    { name: 'queries', type: 'float', shape: ['q', 'c'] },
    { name: 'documents', type: 'float', shape: ['d', 'c'] },
  ];
  if (biased) inputs.push({ name: 'bias', type: 'float', shape: ['one', 'd'] });
  const attributes = [
    { name: 'alpha', value: biased ? 2 : 1, type: 'float' },
    { name: 'transB', value: 1, type: 'int' },
  ] as const;
  const names = inputs.map(({ name }) => name);
  return { node: { op: 'Gemm', inputs: names, outputs: ['product'], attributes }, inputs };
}

const int8Product: ReturnType<typeof product> = {
  node: {
    op: 'MatMulIntegerToFloat',
    domain: 'com.microsoft',
    inputs: ['queries', 'documents', 'queryScale', 'documentScales', 'queryZero', '', 'bias'],
    outputs: ['product'],
    attributes: [],
  },
  inputs: [
    { name: 'queries', type: 'uint8', shape: ['q', 'c'] },
    { name: 'documents', type: 'int8', shape: ['c', 'd'] },
    { name: 'queryScale', type: 'float', shape: ['one'] },
    { name: 'documentScales', type: 'float', shape: ['d'] },
    { name: 'queryZero', type: 'uint8', shape: ['one'] },
    { name: 'bias', type: 'float', shape: ['d'] },
  ],
};
