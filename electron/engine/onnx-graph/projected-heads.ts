import { givenShape } from './given-shape.ts';
import type { GraphView } from './graph-view.ts';
import type { GraphNode } from './read-node.ts';
import { unscaled } from './unscaled.ts';

/** x · weight + bias, cut into heads: one side of an attention. */
export type ProjectedHeads = {
  /** `batch × sequence × width`. */
  readonly x: string;
  /** Of `width × hidden` numbers. */
  readonly weight: string;
  readonly bias: string;
  readonly width: number;
  readonly hidden: number;
  readonly heads: number;
  /** What it is multiplied by. */
  readonly factor: number;
  readonly nodes: readonly GraphNode[];
};

/** What gives `name`, when that is a projection cut into heads whose places then stand in `order` (of batch, sequence, head, number); else null. */
export function projectedHeads(
  name: string | undefined,
  order: readonly number[],
  view: GraphView,
): ProjectedHeads | null {
  const outer = unscaled(name, view);
  const turned = unturned(outer.name, view);
  const inner = unscaled(turned.name, view);
  const reshape = view.usedOnce(inner.name) ? view.from(inner.name, 'Reshape') : null;
  const sum = reshape && view.usedOnce(reshape.inputs[0]) ? view.from(reshape.inputs[0], 'Add') : null;
  if (!reshape || !sum || turned.order.join() !== order.join()) return null;
  const bias = sum.inputs.find((input) => view.constants.get(input)?.dims.length === 1);
  const product = view.from(
    sum.inputs.find((input) => input !== bias),
    'MatMul',
  );
  if (bias === undefined || !product || !view.usedOnce(product.outputs[0])) return null;
  const [x = '', weight = ''] = product.inputs;
  const dims = weightDims(weight, view);
  const heads = headsOf(reshape, view);
  const hidden = dims?.[1] ?? 0;
  const biased = view.constants.get(bias);
  if (!dims || !heads || heads.count * heads.size !== hidden) return null;
  if (biased?.type !== 'float' || biased.dims[0] !== hidden) return null;
  return {
    x,
    weight,
    bias,
    width: dims[0],
    hidden,
    heads: heads.count,
    factor: outer.factor * inner.factor,
    nodes: [...outer.nodes, ...turned.nodes, ...inner.nodes, reshape, sum, product],
  };
}

/** Where each place of `name` stood before the transpositions that give it. */
function unturned(
  name: string | undefined,
  view: GraphView,
): { readonly name: string | undefined; readonly order: readonly number[]; readonly nodes: GraphNode[] } {
  const turn = view.usedOnce(name) ? view.from(name, 'Transpose') : null;
  const order = turn?.integers.get('perm');
  if (!turn || !order) return { name, order: [0, 1, 2, 3], nodes: [] };
  const before = unturned(turn.inputs[0], view);
  return {
    name: before.name,
    order: order.map((place) => before.order[place] ?? -1),
    nodes: [turn, ...before.nodes],
  };
}

/** `width × hidden` of a float32 weight, which may stand transposed in the file. */
function weightDims(name: string, view: GraphView): readonly [number, number] | null {
  const turned = view.from(name, 'Transpose');
  const turn = turned?.integers.get('perm');
  if (turned && turn?.join() !== '1,0') return null;
  const tensor = view.constants.get(turned?.inputs[0] ?? name);
  const [first, second] = tensor?.dims ?? [];
  if (tensor?.type !== 'float' || tensor.dims.length !== 2 || !first || !second) return null;
  return turned ? [second, first] : [first, second];
}

/** Heads and numbers of each, from the shape of four that a projection is given; -1 where it is to be found out. */
function headsOf(reshape: GraphNode, view: GraphView): { count: number; size: number } | null {
  const given = givenShape(reshape, view);
  const [, , count, size] = given ?? [];
  return given?.length === 4 && count && size && count > 0 && size > 0 ? { count, size } : null;
}
