import type { GraphView } from './graph-view.ts';
import type { GraphNode } from './read-node.ts';

/** The shape that a `Reshape` is given, joined from parts or constant; null for a part that is computed, and in all when it is told otherwise. */
export function givenShape({ inputs }: GraphNode, view: GraphView): readonly (number | null)[] | null {
  const shape = inputs[1] ?? '';
  const parts = view.from(shape, 'Concat')?.inputs;
  return parts ? parts.map((part) => view.number(part)) : (view.constants.get(shape)?.values ?? null);
}
