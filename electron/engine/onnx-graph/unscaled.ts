import type { GraphView } from './graph-view.ts';
import type { GraphNode } from './read-node.ts';

/** What `name` was before it was multiplied or divided by constants, and by how much in all. */
export function unscaled(
  name: string | undefined,
  view: GraphView,
): { readonly name: string | undefined; readonly factor: number; readonly nodes: readonly GraphNode[] } {
  const plain = { name, factor: 1, nodes: [] };
  if (!view.usedOnce(name)) return plain;
  const quotient = view.from(name, 'Div');
  const divisor = view.number(quotient?.inputs[1]);
  const product = view.from(name, 'Mul');
  const by = product?.inputs.findIndex((input) => view.number(input) !== null) ?? -1;
  const factor = divisor ? 1 / divisor : view.number(product?.inputs[by]);
  const node = divisor ? quotient : product;
  if (!node || factor === null) return plain;
  const before = unscaled(node.inputs[divisor ? 0 : 1 - by], view);
  return { name: before.name, factor: before.factor * factor, nodes: [node, ...before.nodes] };
}
