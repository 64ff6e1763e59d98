import { PbfReader } from 'pbf';
import { messageFields } from './message-fields.ts';
import { readNode, type GraphNode } from './read-node.ts';
import { readTensor, type Tensor } from './read-tensor.ts';

/** A model's file taken apart as far as operators can be exchanged in it; all else stays as it is. */
export type ModelParts = {
  /** Fields of the model besides its graph. */
  readonly rest: readonly Uint8Array[];
  /** Domains of the operators it uses. */
  readonly domains: ReadonlySet<string>;
  readonly nodes: readonly GraphNode[];
  /** Constants by name, those of `Constant` nodes too. */
  readonly constants: ReadonlyMap<string, Tensor>;
  /** What the graph gives. */
  readonly outputs: ReadonlySet<string>;
  /** Fields of the graph besides its nodes. */
  readonly graphRest: readonly Uint8Array[];
};

/** A ModelProto (onnx.proto3) of one graph. Throws when the bytes are none. */
export function readModel(file: Uint8Array): ModelParts {
  const rest: Uint8Array[] = [];
  const domains = new Set<string>();
  const nodes: GraphNode[] = [];
  const constants = new Map<string, Tensor>();
  const outputs = new Set<string>();
  const graphRest: Uint8Array[] = [];
  const readGraph = (graph: Uint8Array): void => {
    for (const { number, whole, content } of messageFields(graph)) {
      if (number === 1 && content) {
        nodes.push(readNode(content, whole));
        continue;
      }
      graphRest.push(whole);
      if (!content) continue;
      if (number === 5) {
        const tensor = readTensor(content);
        constants.set(tensor.name, tensor);
      } else if (number === 12) outputs.add(firstText(content, 1));
    }
  };
  for (const { number, whole, content } of messageFields(file)) {
    if (number === 7 && content) readGraph(content);
    else rest.push(whole);
    if (number === 8 && content) domains.add(firstText(content, 1));
  }
  for (const { value, outputs: names } of nodes) if (value) constants.set(names[0] ?? '', value);
  return { rest, domains, nodes, constants, outputs, graphRest };
}

/** The text in a field of a message; '' where it is left out. */
function firstText(message: Uint8Array, wanted: number): string {
  return new PbfReader(message).readFields(
    (field, found, pbf) => {
      if (field === wanted) found.text = pbf.readString();
    },
    { text: '' },
  ).text;
}
