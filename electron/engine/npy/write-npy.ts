import type { NpyInput, NpyDtype } from './npy-dtype.ts';
import { createNpyWriter } from './npy-writer.ts';

/**
 * Writes a whole array: under a temporary name beside `path`, flushed to the disk, then renamed, so that no reader ever sees half of it.
 * `shape` must multiply to the array's length. Throws `AppError` disk-full or read-only.
 */
export async function writeNpy<D extends NpyDtype>(
  path: string,
  dtype: D,
  shape: readonly number[],
  data: NpyInput[D],
): Promise<void> {
  const writer = await createNpyWriter(path, dtype, shape);
  try {
    await writer.append(data);
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
