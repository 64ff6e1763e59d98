import { PbfWriter } from 'pbf';
import {
  graphField,
  graphNodeField,
  integersField,
  operatorSetField,
  onnxNode as node,
  type OnnxNode,
} from '../onnx-message.ts';

/** How an exporter may write one layer of a transformer; every choice means the same. */
export type AttentionGraph = {
  readonly heads: number;
  readonly size: number;
  readonly scale: 'none' | 'quotient' | 'product' | 'both sides';
  readonly mask: 'none' | 'first' | 'second';
  readonly keys: 'turned once' | 'turned twice';
  readonly weights: 'plain' | 'transposed';
  readonly shape: 'joined' | 'constant';
  readonly gelu: 'half of one plus' | 'x of one plus' | 'half x before';
  readonly root: 'quotient' | 'product';
};

/** A model's file. `random` gives numbers of −1 to 1. Inputs `x` (batch × sequence × hidden) and `mask` (batch × 1 × 1 × sequence), output `y`. */
export function attentionGraph(
  graph: AttentionGraph,
  random: () => number,
  changed: (nodes: readonly OnnxNode[]) => readonly OnnxNode[] = (nodes) => nodes,
  outputs: readonly string[] = ['y'],
): Uint8Array {
  const hidden = graph.heads * graph.size;
  const numbers = (count: number) => Array.from({ length: count }, random);
  const scale = 1 / Math.sqrt(graph.size);
  const constants = {
    root: Math.SQRT2,
    inverse: Math.SQRT1_2,
    half: 0.5,
    one: 1,
    scale,
    divisor: 1 / scale,
    side: Math.sqrt(scale),
  };
  const parts = [
    ...changed(nodesOf(graph)).map(graphNodeField),
    ...['q', 'k', 'v'].flatMap((side) => [
      floatsField(`${side}/weight`, [hidden, hidden], numbers(hidden * hidden)),
      floatsField(`${side}/bias`, [hidden], numbers(hidden)),
    ]),
    ...Object.entries(constants).map(([name, value]) => floatsField(name, [], [value])),
    integersField('first', [0]),
    integersField('second', [1]),
    integersField('heads', [graph.heads]),
    integersField('size', [graph.size]),
    integersField('hidden', [hidden]),
    integersField('four', [0, 0, graph.heads, graph.size]),
    integersField('three', [0, 0, hidden]),
    ...(graph.mask === 'none' ? ['x'] : ['x', 'mask']).map((name) =>
      valueField(11, name, name === 'x' ? 3 : 4),
    ),
    ...outputs.map((name) => valueField(12, name, name === 'y' ? 3 : 4)),
  ];
  const version = new PbfWriter();
  version.writeVarintField(1, 8);
  return Buffer.concat([version.finish(), operatorSetField('', 17), ...graphField(parts)]);
}

function nodesOf(graph: AttentionGraph): readonly OnnxNode[] {
  return [
    ...(graph.shape === 'joined' ? shapeNodes : []),
    ...(['q', 'k', 'v'] as const).flatMap((side) => projection(side, graph)),
    node(
      'MatMul',
      [graph.scale === 'both sides' ? 'q/scaled' : 'q', graph.scale === 'both sides' ? 'k/scaled' : 'k'],
      scoresOf(graph),
    ),
    ...scaling(graph),
    ...(graph.mask === 'none'
      ? []
      : [node('Add', graph.mask === 'first' ? ['mask', 'scores'] : ['scores', 'mask'], 'masked')]),
    node('Softmax', [graph.mask === 'none' ? 'scores' : 'masked'], 'shares', [
      { name: 'axis', type: 'int', value: -1 },
    ]),
    node('MatMul', ['shares', 'v'], 'weighted'),
    node('Transpose', ['weighted'], 'turned', [perm(0, 2, 1, 3)]),
    node('Reshape', ['turned', graph.shape === 'joined' ? 'joined3' : 'three'], 'attended'),
    ...gelu(graph),
  ];
}

const shapeNodes = [
  node('Shape', ['x'], 'shape'),
  node('Gather', ['shape', 'first'], 'batch'),
  node('Gather', ['shape', 'second'], 'sequence'),
  node('Concat', ['batch', 'sequence', 'heads', 'size'], 'joined4', [
    { name: 'axis', type: 'int', value: 0 },
  ]),
  node('Concat', ['batch', 'sequence', 'hidden'], 'joined3', [{ name: 'axis', type: 'int', value: 0 }]),
];

function projection(side: 'q' | 'k' | 'v', graph: AttentionGraph): readonly OnnxNode[] {
  const at = (name: string) => `${side}/${name}`;
  const transposed = graph.weights === 'transposed';
  const twice = side === 'k' && graph.keys === 'turned twice';
  return [
    ...(transposed ? [node('Transpose', [at('weight')], at('weightT'), [perm(1, 0)])] : []),
    node('MatMul', ['x', at(transposed ? 'weightT' : 'weight')], at('product')),
    node('Add', side === 'v' ? [at('bias'), at('product')] : [at('product'), at('bias')], at('sum')),
    node('Reshape', [at('sum'), graph.shape === 'joined' ? 'joined4' : 'four'], at('cut')),
    ...(twice ? [node('Transpose', [at('cut')], at('once'), [perm(0, 2, 1, 3)])] : []),
    node('Transpose', [at(twice ? 'once' : 'cut')], side, [
      side !== 'k' ? perm(0, 2, 1, 3) : twice ? perm(0, 1, 3, 2) : perm(0, 2, 3, 1),
    ]),
    ...(graph.scale === 'both sides' && side !== 'v'
      ? [node('Mul', side === 'q' ? [side, 'side'] : ['side', side], at('scaled'))]
      : []),
  ];
}

/** Products that nothing scales are the scores. */
function scoresOf({ scale }: AttentionGraph): string {
  return scale === 'quotient' || scale === 'product' ? 'products' : 'scores';
}

function scaling({ scale }: AttentionGraph): readonly OnnxNode[] {
  if (scale === 'quotient') return [node('Div', ['products', 'divisor'], 'scores')];
  if (scale === 'product') return [node('Mul', ['scale', 'products'], 'scores')];
  return [];
}

function gelu({ gelu: order, root }: AttentionGraph): readonly OnnxNode[] {
  const start = [
    root === 'quotient'
      ? node('Div', ['attended', 'root'], 'e0')
      : node('Mul', ['inverse', 'attended'], 'e0'),
    node('Erf', ['e0'], 'e1'),
    node('Add', ['e1', 'one'], 'e2'),
  ];
  if (order === 'half of one plus')
    return [...start, node('Mul', ['half', 'e2'], 'e3'), node('Mul', ['attended', 'e3'], 'y')];
  if (order === 'x of one plus')
    return [...start, node('Mul', ['attended', 'e2'], 'e3'), node('Mul', ['e3', 'half'], 'y')];
  return [node('Mul', ['attended', 'half'], 'e3'), ...start, node('Mul', ['e3', 'e2'], 'y')];
}

function perm(...value: readonly number[]): OnnxNode['attributes'][number] {
  return { name: 'perm', type: 'ints', value };
}

/** Float32 numbers as an initialiser. */
function floatsField(name: string, dims: readonly number[], values: readonly number[]): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(
    5,
    (_: null, pbf) => {
      for (const size of dims) pbf.writeVarintField(1, size);
      pbf.writeVarintField(2, 1);
      pbf.writeStringField(8, name);
      pbf.writeBytesField(9, new Uint8Array(Float32Array.from(values).buffer));
    },
    null,
  );
  return writer.finish();
}

/** A float32 input or output of `rank` sizes without names. */
function valueField(field: 11 | 12, name: string, rank: number): Uint8Array {
  const writer = new PbfWriter();
  const shape = (_: null, pbf: PbfWriter): void => {
    for (let i = 0; i < rank; i++)
      pbf.writeMessage(1, (place: number, p) => p.writeStringField(2, `${name}${place}`), i);
  };
  const tensor = (_: null, pbf: PbfWriter): void => {
    pbf.writeVarintField(1, 1);
    pbf.writeMessage(2, shape, null);
  };
  writer.writeMessage(
    field,
    (_: null, pbf) => {
      pbf.writeStringField(1, name);
      pbf.writeMessage(2, (__: null, type) => type.writeMessage(1, tensor, null), null);
    },
    null,
  );
  return writer.finish();
}
