import { PbfReader } from 'pbf';
import { readTensor, type Tensor } from './read-tensor.ts';

/** An operator as it stands in a file. */
export type GraphNode = {
  readonly op: string;
  /** '' for ONNX's own. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are an integer or a list of them. */
  readonly integers: ReadonlyMap<string, readonly number[]>;
  /** What a `Constant` gives, where it is a tensor. */
  readonly value: Tensor | null;
  /** Whether it holds a graph of its own (`If`, `Loop`), which may use any name of this one. */
  readonly holdsGraph: boolean;
  /** The field of the graph. */
  readonly whole: Uint8Array;
};

type Attribute = {
  readonly name: string;
  readonly integers: number[];
  tensor: Uint8Array | null;
  graph: boolean;
};

/** A NodeProto (onnx.proto3). Throws when the bytes are none. */
export function readNode(message: Uint8Array, whole: Uint8Array): GraphNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Attribute[] = [];
  const named = { op: '', domain: '' };
  new PbfReader(message).readFields((field, _: null, pbf) => {
    if (field === 1) inputs.push(pbf.readString());
    else if (field === 2) outputs.push(pbf.readString());
    else if (field === 4) named.op = pbf.readString();
    else if (field === 5) attributes.push(readAttribute(pbf.readBytes()));
    else if (field === 7) named.domain = pbf.readString();
  }, null);
  const tensor = named.op === 'Constant' ? attributes.find(({ name }) => name === 'value')?.tensor : null;
  return {
    ...named,
    inputs,
    outputs,
    integers: new Map(attributes.map(({ name, integers }) => [name, integers])),
    value: tensor ? readTensor(tensor) : null,
    holdsGraph: attributes.some(({ graph }) => graph),
    whole,
  };
}

function readAttribute(message: Uint8Array): Attribute {
  const found = { name: '', integers: [] as number[], tensor: null as Uint8Array | null, graph: false };
  return new PbfReader(message).readFields((field, attribute, pbf) => {
    if (field === 1) attribute.name = pbf.readString();
    else if (field === 3) attribute.integers.push(pbf.readVarint(true));
    else if (field === 5) attribute.tensor = pbf.readBytes();
    else if (field === 6 || field === 11) attribute.graph = true;
    else if (field === 8) pbf.readPackedVarint(attribute.integers, true);
  }, found);
}
