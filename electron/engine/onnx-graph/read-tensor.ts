import { PbfReader } from 'pbf';

/** A constant of a graph, without its numbers where there are many. */
export type Tensor = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: 'float' | 'int64' | 'other';
  /** Of at most eight numbers. */
  readonly values: readonly number[] | null;
};

const mostValues = 8;
const types: Readonly<Record<number, Tensor['type']>> = { 1: 'float', 7: 'int64' };

/** A TensorProto (onnx.proto3). Throws when the bytes are none. */
export function readTensor(message: Uint8Array): Tensor {
  const dims: number[] = [];
  const listed: number[] = [];
  const found: { name: string; type: number; raw: Uint8Array } = {
    name: '',
    type: 0,
    raw: new Uint8Array(0),
  };
  new PbfReader(message).readFields((field, _: null, pbf) => {
    if (field === 1) pbf.readPackedVarint(dims, true);
    else if (field === 2) found.type = pbf.readVarint();
    else if (field === 8) found.name = pbf.readString();
    else if (field === 9) found.raw = pbf.readBytes();
    else if (field === 4 && found.type === 1 && listed.length <= mostValues) pbf.readPackedFloat(listed);
    else if (field === 7 && listed.length <= mostValues) pbf.readPackedVarint(listed, true);
  }, null);
  const type = types[found.type] ?? 'other';
  const count = dims.reduce((product, size) => product * size, 1);
  const values = count > mostValues || type === 'other' ? null : [...listed, ...rawNumbers(found.raw, type)];
  return { name: found.name, dims, type, values: values?.length === count ? values : null };
}

/** Numbers that stand as bytes, little-endian. */
function rawNumbers(raw: Uint8Array, type: 'float' | 'int64'): readonly number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const size = type === 'float' ? 4 : 8;
  return Array.from({ length: Math.floor(raw.length / size) }, (_, i) =>
    type === 'float' ? view.getFloat32(i * size, true) : Number(view.getBigInt64(i * size, true)),
  );
}
