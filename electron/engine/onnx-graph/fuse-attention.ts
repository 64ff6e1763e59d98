import type { Fusion } from './fusion.ts';
import { givenShape } from './given-shape.ts';
import type { GraphView } from './graph-view.ts';
import { elementType, microsoft, onnxNode as node, type OnnxGraph, type OnnxNode } from './onnx-message.ts';
import { projectedHeads, type ProjectedHeads } from './projected-heads.ts';
import type { GraphNode } from './read-node.ts';
import { unscaled } from './unscaled.ts';

/** Initialisers that the new operators use, of one int64 each. */
export const axisNames = { 0: 'negscope/first', 1: 'negscope/second' } as const;

/**
 * softmax(q kᵀ · scale + mask) v over heads (Vaswani et al., arXiv 1706.03762, §3.2.2), where q, k and v are projections of the same tokens, as the
 * runtime's one operator. Masks are whatever is added; their shape is made whole, once for each. Texts of one length, which stand together in most
 * batches, add zeros: then the operator runs without, and saves a pass over all shares (5 % of a model's time, the same bits).
 */
export function attentionFusions(view: GraphView): readonly Fusion[] {
  const whole = new Map<string, string>();
  return view.nodes.flatMap((node, i) => {
    const found = node.op === 'Softmax' ? attentionAround(node, view) : null;
    if (!found) return [];
    const { mask, query, removed, at } = found;
    const known = mask === null ? '' : whole.get(mask);
    const bias = known ?? `negscope/mask${i}`;
    if (mask !== null) whole.set(mask, bias);
    const instead = [
      ...(mask !== null && known === undefined ? wholeMask(mask, bias, query.x) : []),
      ...attention(found, bias, `negscope/attention${i}`),
    ];
    return [{ removed, at, instead }];
  });
}

type Found = {
  readonly query: ProjectedHeads;
  readonly key: ProjectedHeads;
  readonly value: ProjectedHeads;
  readonly mask: string | null;
  readonly scale: number;
  readonly removed: readonly GraphNode[];
  readonly at: GraphNode;
};

function attentionAround(softmax: GraphNode, view: GraphView): Found | null {
  const axis = softmax.integers.get('axis')?.[0];
  const weighted = view.onlyUse(softmax.outputs[0], 'MatMul');
  const turned = view.onlyUse(weighted?.outputs[0], 'Transpose');
  const at = view.onlyUse(turned?.outputs[0], 'Reshape');
  if ((axis !== -1 && axis !== 3) || !weighted || !at || !turned) return null;
  if (weighted.inputs[0] !== softmax.outputs[0] || turned.integers.get('perm')?.join() !== '0,2,1,3')
    return null;
  const scores = maskedScores(softmax.inputs[0], view);
  const query = projectedHeads(scores?.product.inputs[0], [0, 2, 1, 3], view);
  const key = projectedHeads(scores?.product.inputs[1], [0, 2, 3, 1], view);
  const value = projectedHeads(weighted.inputs[1], [0, 2, 1, 3], view);
  if (!scores || !query || !key || value?.factor !== 1) return null;
  if (!joinsHeads(at, value.hidden, view)) return null;
  const alike = [key, value].every(
    (side) => side.x === query.x && side.hidden === query.hidden && side.heads === query.heads,
  );
  if (!alike) return null;
  return {
    query,
    key,
    value,
    mask: scores.mask,
    scale: scores.factor * query.factor * key.factor,
    removed: [softmax, weighted, turned, at, ...scores.nodes, ...query.nodes, ...key.nodes, ...value.nodes],
    at,
  };
}

type Scores = {
  readonly product: GraphNode;
  readonly mask: string | null;
  readonly factor: number;
  readonly nodes: readonly GraphNode[];
};

/** q kᵀ, scaled, with or without something added. */
function maskedScores(name: string | undefined, view: GraphView): Scores | null {
  const bare = scaledProduct(name, view);
  if (bare) return { ...bare, mask: null };
  const sum = view.usedOnce(name) ? view.from(name, 'Add') : null;
  for (const input of sum?.inputs ?? []) {
    const product = scaledProduct(input, view);
    const mask = sum?.inputs.find((other) => other !== input);
    if (sum && product && mask !== undefined) return { ...product, mask, nodes: [sum, ...product.nodes] };
  }
  return null;
}

function scaledProduct(name: string | undefined, view: GraphView): Omit<Scores, 'mask'> | null {
  const { name: inner, factor, nodes } = unscaled(name, view);
  const product = view.usedOnce(inner) ? view.from(inner, 'MatMul') : null;
  return product && { product, factor, nodes: [...nodes, product] };
}

/** Whether a shape of three makes heads one row again. */
function joinsHeads(reshape: GraphNode, hidden: number, view: GraphView): boolean {
  const given = givenShape(reshape, view);
  return given?.length === 3 && (given[2] === hidden || given[2] === -1);
}

/** A mask of batch × 1 × sequence × sequence, from one that spreads over that, and whether it masks anything. */
function wholeMask(mask: string, to: string, tokens: string): readonly OnnxNode[] {
  const gather = (axis: 0 | 1) => node('Gather', [`${to}/shape`, axisNames[axis]], `${to}/${axis}`);
  return [
    node('Shape', [tokens], `${to}/shape`),
    gather(0),
    gather(1),
    node('Concat', [`${to}/0`, axisNames[1], `${to}/1`, `${to}/1`], `${to}/wanted`, axis(0)),
    node('Expand', [mask, `${to}/wanted`], to),
    node('Abs', [mask], `${to}/sizes`),
    node('ReduceMax', [`${to}/sizes`], `${to}/largest`, [{ name: 'keepdims', type: 'int', value: 0 }]),
    node('Cast', [`${to}/largest`], maskedName(to), [{ name: 'to', type: 'int', value: elementType.bool }]),
  ];
}

function attention({ query, key, value, scale, at }: Found, bias: string, name: string): readonly OnnxNode[] {
  const sides = [query, key, value];
  const weights = `${name}/weights`;
  const biases = `${name}/biases`;
  const operator = (more: readonly string[], outputs: readonly string[]): OnnxNode => ({
    op: 'Attention',
    domain: microsoft,
    inputs: [query.x, weights, biases, ...more],
    outputs,
    attributes: [
      { name: 'num_heads', type: 'int', value: query.heads },
      { name: 'scale', type: 'float', value: scale },
    ],
  });
  return [
    // Constants: the runtime joins them when it loads the graph.
    node(
      'Concat',
      sides.map(({ weight }) => weight),
      weights,
      axis(1),
    ),
    node(
      'Concat',
      sides.map((side) => side.bias),
      biases,
      axis(0),
    ),
    ...(bias === '' ? [operator([], at.outputs)] : [eitherWay(operator, bias, at.outputs, name)]),
  ];
}

/** With the mask where it masks anything, else without. */
function eitherWay(
  operator: (more: readonly string[], outputs: readonly string[]) => OnnxNode,
  bias: string,
  outputs: readonly string[],
  name: string,
): OnnxNode {
  const branch = (way: string, more: readonly string[]): OnnxNode['attributes'][number] => {
    const output = `${name}/${way}`;
    const value: OnnxGraph = {
      name: output,
      nodes: [operator(more, [output])],
      inputs: [],
      outputs: [{ name: output, type: 'float', shape: null }],
    };
    return { name: way, type: 'graph', value };
  };
  return {
    op: 'If',
    inputs: [maskedName(bias)],
    outputs,
    attributes: [branch('then_branch', ['', '', bias]), branch('else_branch', [])],
  };
}

function maskedName(bias: string): string {
  return `${bias}/masks`;
}

function axis(value: number): OnnxNode['attributes'] {
  return [{ name: 'axis', type: 'int', value }];
}
