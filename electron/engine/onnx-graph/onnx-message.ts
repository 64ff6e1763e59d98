import { PbfWriter } from 'pbf';

/** The few parts of onnx.proto3 (IR version 8) that graphs of our own need; the numbers are its field numbers. */
export type OnnxAttribute =
  | { readonly name: string; readonly type: 'float'; readonly value: number }
  | { readonly name: string; readonly type: 'int'; readonly value: number }
  | { readonly name: string; readonly type: 'ints'; readonly value: readonly number[] }
  | { readonly name: string; readonly type: 'graph'; readonly value: OnnxGraph };
export type OnnxNode = {
  readonly op: string;
  /** Where the operator is defined; ONNX itself when left out. */
  readonly domain?: typeof microsoft;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly OnnxAttribute[];
};
export type OnnxValue = {
  readonly name: string;
  readonly type: keyof typeof elementType;
  /** Null where nothing is said of it. */
  readonly shape: readonly string[] | null;
};
export type OnnxGraph = {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
};

/** onnxruntime's own operators. */
export const microsoft = 'com.microsoft';
export const elementType = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9 } as const;
const attributeType = { float: 1, int: 2, graph: 5, ints: 7 } as const;
const operatorSets: readonly OperatorSet[] = [
  { domain: '', version: 13 },
  { domain: microsoft, version: 1 },
];

/** A serialised ONNX model of one graph; dimensions are symbolic, so that one session serves blocks of any size. */
export function onnxModel(graph: OnnxGraph): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeMessage(7, writeGraph, graph);
  for (const set of operatorSets) writer.writeMessage(8, writeOperatorSet, set);
  return writer.finish();
}

/** An operator of ONNX's own with one output. */
export function onnxNode(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxNode['attributes'] = [],
): OnnxNode {
  return { op, inputs, outputs: [output], attributes };
}

/** A node as a field of a graph, to stand among others in a file. */
export function graphNodeField(node: OnnxNode): Uint8Array {
  return field((writer) => writer.writeMessage(1, writeNode, node));
}

/** A list of int64 as an initialiser: a field of a graph. */
export function integersField(name: string, values: readonly number[]): Uint8Array {
  const writeTensor = (_: null, pbf: PbfWriter): void => {
    pbf.writeVarintField(1, values.length);
    pbf.writeVarintField(2, elementType.int64);
    pbf.writePackedVarint(7, [...values]);
    pbf.writeStringField(8, name);
  };
  return field((writer) => writer.writeMessage(5, writeTensor, null));
}

/** The version of an operator set that a model uses: a field of the model. */
export function operatorSetField(domain: string, version: number): Uint8Array {
  return field((writer) => writer.writeMessage(8, writeOperatorSet, { domain, version }));
}

/** Fields of a graph as the field of the model that they are; not joined, since there are megabytes of weights. */
export function graphField(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const head = new PbfWriter();
  head.writeTag(7, 2);
  head.writeVarint(parts.reduce((sum, { length }) => sum + length, 0));
  return [head.finish(), ...parts];
}

function field(write: (writer: PbfWriter) => void): Uint8Array {
  const writer = new PbfWriter();
  write(writer);
  return writer.finish();
}

type OperatorSet = { readonly domain: string; readonly version: number };

function writeOperatorSet({ domain, version }: OperatorSet, pbf: PbfWriter): void {
  pbf.writeStringField(1, domain);
  pbf.writeVarintField(2, version);
}

function writeGraph(graph: OnnxGraph, pbf: PbfWriter): void {
  for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, graph.name);
  for (const value of graph.inputs) pbf.writeMessage(11, writeValue, value);
  for (const value of graph.outputs) pbf.writeMessage(12, writeValue, value);
}

function writeNode(node: OnnxNode, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input);
  for (const output of node.outputs) pbf.writeStringField(2, output);
  pbf.writeStringField(4, node.op);
  if (node.domain) pbf.writeStringField(7, node.domain);
  for (const attribute of node.attributes) pbf.writeMessage(5, writeAttribute, attribute);
}

function writeAttribute(attribute: OnnxAttribute, pbf: PbfWriter): void {
  pbf.writeStringField(1, attribute.name);
  if (attribute.type === 'float') pbf.writeFloatField(2, attribute.value);
  else if (attribute.type === 'int') pbf.writeVarintField(3, attribute.value);
  else if (attribute.type === 'graph') pbf.writeMessage(6, writeGraph, attribute.value);
  else writeInts(attribute.value, pbf);
  pbf.writeVarintField(20, attributeType[attribute.type]);
}

function writeInts(values: readonly number[], pbf: PbfWriter): void {
  for (const value of values) pbf.writeVarintField(8, value);
}

function writeValue(value: OnnxValue, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name);
  pbf.writeMessage(2, (v: OnnxValue, type) => type.writeMessage(1, writeTensorType, v), value);
}

function writeTensorType(value: OnnxValue, pbf: PbfWriter): void {
  pbf.writeVarintField(1, elementType[value.type]);
  if (value.shape) pbf.writeMessage(2, writeShape, value.shape);
}

function writeShape(shape: readonly string[], pbf: PbfWriter): void {
  for (const dimension of shape) {
    pbf.writeMessage(1, (name: string, p: PbfWriter) => p.writeStringField(2, name), dimension);
  }
}
