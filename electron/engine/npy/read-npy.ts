import { newNpyData, npyItemSize, type NpyData, type NpyDtype } from './npy-dtype.ts';
import { npyFault, type NpyOrigin, openNpyFile, readFully } from './npy-file.ts';
import { npyDataBytes } from './npy-header.ts';

export type NpyArray<D extends NpyDtype> = { readonly shape: readonly number[]; readonly data: NpyData[D] };

/**
 * A whole file as a typed array, row-major, straight from one read.
 * Throws `AppError` (not-found, workspace-damaged or invalid-input) when it is absent, cut short or of another dtype.
 */
export async function readNpy<D extends NpyDtype>(
  path: string,
  dtype: D,
  origin: NpyOrigin = 'workspace',
): Promise<NpyArray<D>> {
  const { header, handle } = await openNpyFile(path, origin);
  try {
    if (header.dtype !== dtype) {
      throw npyFault(path, origin, `holds elements of type ${header.dtype} where ${dtype} belongs`);
    }
    const data = newNpyData[dtype](npyDataBytes(header) / npyItemSize[dtype]);
    await readFully(handle, data, header.dataOffset);
    return { shape: header.shape, data };
  } finally {
    await handle.close();
  }
}
