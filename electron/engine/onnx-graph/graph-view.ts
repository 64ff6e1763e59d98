import type { ModelParts } from './read-model.ts';
import type { GraphNode } from './read-node.ts';

/** A graph to look for patterns in. */
export type GraphView = {
  readonly nodes: readonly GraphNode[];
  readonly constants: ModelParts['constants'];
  /** The operator of ONNX that gives `name` and is named `op`; null when it is another. */
  readonly from: (name: string | undefined, op: string) => GraphNode | null;
  /** The only operator that uses `name`, when it is named `op`; null when it is another, one of several, or the graph itself gives `name`. */
  readonly onlyUse: (name: string | undefined, op: string) => GraphNode | null;
  /** Whether nothing but one operator uses `name`. */
  readonly usedOnce: (name: string | undefined) => boolean;
  /** A constant of one number; null when it is another. */
  readonly number: (name: string | undefined) => number | null;
};

export function graphView({ nodes, constants, outputs }: ModelParts): GraphView {
  const givers = new Map<string, GraphNode>();
  const users = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const name of node.outputs) givers.set(name, node);
    for (const name of node.inputs) users.set(name, [...(users.get(name) ?? []), node]);
  }
  const named = (node: GraphNode | undefined, op: string): GraphNode | null =>
    node?.op === op && (node.domain === '' || node.domain === 'ai.onnx') ? node : null;
  const uses = (name = ''): readonly GraphNode[] => (outputs.has(name) ? [] : (users.get(name) ?? []));
  return {
    nodes,
    constants,
    from: (name = '', op) => named(givers.get(name), op),
    onlyUse: (name, op) => (uses(name).length === 1 ? named(uses(name)[0], op) : null),
    usedOnce: (name) => uses(name).length === 1,
    number: (name = '') => {
      const values = constants.get(name)?.values;
      return values?.length === 1 ? (values[0] ?? null) : null;
    },
  };
}
