import { type NpyDtype, npyDtypes, npyItemSize } from './npy-dtype.ts';

export type NpyHeader = {
  readonly dtype: NpyDtype;
  readonly shape: readonly number[];
  /** Where the elements begin in the file, in bytes. */
  readonly dataOffset: number;
};

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const alignment = 64;

/** How many bytes of a file `parseNpyHeader` needs: the length stands in the first 12. Null when this is no `.npy` file. */
export function npyHeaderSize(start: Uint8Array): number | null {
  if (start.length < 10 || magic.some((byte, i) => start[i] !== byte)) return null;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const major = view.getUint8(6);
  if (major === 1) return 10 + view.getUint16(8, true);
  if ((major === 2 || major === 3) && start.length >= 12) return 12 + view.getUint32(8, true);
  return null;
}

/**
 * Reads a header of format version 1, 2 or 3 (numpy.lib.format).
 * Throws a plain `Error` whose message ends a sentence that begins with the file's name.
 */
export function parseNpyHeader(bytes: Uint8Array): NpyHeader {
  const size = npyHeaderSize(bytes);
  if (size === null) throw new Error('is not a NumPy .npy file');
  if (bytes.length < size) throw new Error(`ends inside its header (${bytes.length} of ${size} bytes)`);
  const text = new TextDecoder().decode(bytes.subarray(bytes[6] === 1 ? 10 : 12, size));
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || tuple === undefined) {
    throw new Error('has a header that cannot be read, or holds a structured array; save a plain one');
  }
  const shape = [...tuple.matchAll(/\d+/g)].map(Number);
  const dtype = npyDtypes.find((known) => known === descr);
  if (descr.startsWith('>')) {
    throw new Error(`is big-endian (${descr}); save it with array.astype('<${descr.slice(1)}')`);
  }
  if (dtype === undefined) {
    throw new Error(`has elements of type ${descr}; save it as float32 with array.astype('<f4')`);
  }
  // With fewer than two dimensions, or with one column or row, both orders are the same bytes.
  if (fortran === 'True' && shape.filter((n) => n !== 1).length > 1) {
    throw new Error('is in Fortran order; save it with numpy.ascontiguousarray(array)');
  }
  return { dtype, shape, dataOffset: size };
}

/** A version 1 header, padded so that the elements begin at a multiple of 64 bytes, as numpy writes it. */
export function formatNpyHeader(dtype: NpyDtype, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const size = Math.ceil((10 + text.length + 1) / alignment) * alignment;
  const bytes = new Uint8Array(size).fill(0x20);
  bytes.set(magic);
  bytes.set([1, 0, (size - 10) & 0xff, (size - 10) >> 8], 6);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes[size - 1] = 0x0a;
  return bytes;
}

/** Bytes of the elements alone. */
export function npyDataBytes(header: Pick<NpyHeader, 'dtype' | 'shape'>): number {
  return header.shape.reduce((product, n) => product * n, npyItemSize[header.dtype]);
}
