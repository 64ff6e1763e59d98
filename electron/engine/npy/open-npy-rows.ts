import type { VectorTable } from '../search/vector-table.ts';
import { decodeFloat16 } from './float16.ts';
import { npyItemSize } from './npy-dtype.ts';
import { npyFault, type NpyFile, type NpyOrigin, openNpyFile, readFully } from './npy-file.ts';

/**
 * A two-dimensional float array on disk as a table of float32 rows; float16 is widened, float64 rounded.
 * The caller closes it. Throws `AppError` naming the file when it is no such array or cut short.
 */
export async function openNpyRows(path: string, origin: NpyOrigin = 'workspace'): Promise<VectorTable> {
  const file = await openNpyFile(path, origin);
  const [count, dimensions] = file.header.shape;
  const read = readerOf(file);
  if (
    file.header.shape.length !== 2 ||
    count === undefined ||
    dimensions === undefined ||
    !dimensions ||
    !read
  ) {
    await file.handle.close();
    const found = `${file.header.shape.join(' × ') || 'a single value'} of ${file.header.dtype}`;
    throw npyFault(path, origin, `is ${found}; a table of vectors is rows × dimensions of float32, 16 or 64`);
  }
  return {
    count,
    dimensions,
    read: (start, rows, target) => {
      if (start < 0 || start + rows > count || target.length < rows * dimensions) {
        throw new RangeError(`rows ${start} to ${start + rows} of ${count} into ${target.length} numbers`);
      }
      return read(start * dimensions, target.subarray(0, rows * dimensions));
    },
    close: () => file.handle.close(),
  };
}

type ReadElements = (start: number, target: Float32Array) => Promise<void>;

function readerOf({ handle, header }: NpyFile): ReadElements | null {
  const at = (element: number): number => header.dataOffset + element * npyItemSize[header.dtype];
  if (header.dtype === '<f4') return (start, target) => readFully(handle, target, at(start));
  if (header.dtype === '<f2') {
    return async (start, target) => {
      const bits = new Uint16Array(target.length);
      await readFully(handle, bits, at(start));
      decodeFloat16(bits, target);
    };
  }
  if (header.dtype === '<f8') {
    return async (start, target) => {
      const wide = new Float64Array(target.length);
      await readFully(handle, wide, at(start));
      target.set(wide);
    };
  }
  return null;
}
