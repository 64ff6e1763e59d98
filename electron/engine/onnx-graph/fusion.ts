import type { OnnxNode } from './onnx-message.ts';
import type { GraphNode } from './read-node.ts';

/** Operators that together are one of the runtime's own. */
export type Fusion = {
  readonly removed: readonly GraphNode[];
  /** One of them, whose place what comes instead takes: all that it needs is given before. */
  readonly at: GraphNode;
  readonly instead: readonly OnnxNode[];
};
