import { onnxModel, type OnnxAttribute } from '../onnx-graph/onnx-message.ts';

/** Documents come out transposed and signed, queries as they are and unsigned around 128: what 8-bit products are fast with. */
export type QuantizedRole = 'documents' | 'queries';

const alongRow: readonly OnnxAttribute[] = [
  { name: 'axes', value: [1], type: 'ints' },
  { name: 'keepdims', value: 0, type: 'int' },
];
const byRow: readonly OnnxAttribute[] = [{ name: 'axis', value: 0, type: 'int' }];

/**
 * Symmetric 8-bit scalar quantization as an ONNX model: `rows` [n, c] to whole numbers `values` ([c, n] for documents, [n, c] for queries)
 * around `zeros` [n], with `scales` [n] = max |row| · `step`, at least `least`; `squares` [n] are the squared distances of the rows from
 * what is written.
 */
export function quantizeGraph(role: QuantizedRole): Uint8Array {
  const whole = role === 'documents' ? 'whole' : 'values';
  const type = role === 'documents' ? 'int8' : 'uint8';
  const transpose = {
    op: 'Transpose',
    inputs: ['whole'],
    outputs: ['values'],
    attributes: [{ name: 'perm', value: [1, 0], type: 'ints' }],
  } as const;
  return onnxModel({
    name: 'quantize',
    nodes: [
      { op: 'Abs', inputs: ['rows'], outputs: ['sizes'], attributes: [] },
      { op: 'ReduceMax', inputs: ['sizes'], outputs: ['largest'], attributes: alongRow },
      { op: 'Mul', inputs: ['largest', 'step'], outputs: ['steps'], attributes: [] },
      { op: 'Max', inputs: ['steps', 'least'], outputs: ['scales'], attributes: [] },
      { op: 'QuantizeLinear', inputs: ['rows', 'scales', 'zeros'], outputs: [whole], attributes: byRow },
      { op: 'DequantizeLinear', inputs: [whole, 'scales', 'zeros'], outputs: ['written'], attributes: byRow },
      { op: 'Sub', inputs: ['rows', 'written'], outputs: ['left'], attributes: [] },
      { op: 'ReduceSumSquare', inputs: ['left'], outputs: ['squares'], attributes: alongRow },
      ...(role === 'documents' ? [transpose] : []),
    ],
    inputs: [
      { name: 'rows', type: 'float', shape: ['n', 'c'] },
      { name: 'step', type: 'float', shape: ['one'] },
      { name: 'least', type: 'float', shape: ['one'] },
      { name: 'zeros', type, shape: ['n'] },
    ],
    outputs: [
      { name: 'values', type, shape: role === 'documents' ? ['c', 'n'] : ['n', 'c'] },
      { name: 'scales', type: 'float', shape: ['n'] },
      { name: 'squares', type: 'float', shape: ['n'] },
    ],
  });
}
