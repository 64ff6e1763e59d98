import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { rowSquare } from '../../search/norms.ts';
import type { VectorTable } from '../../search/vector-table.ts';
import { readJson, writeWhole } from '../onnx/file-hash.ts';

const VectorCheck = z.object({
  /** Rows without direction: their cosine with everything is 0. */
  zeroRows: z.int().nonnegative(),
  /** Whether every other row has length 1, as far as float32 can say. */
  normalised: z.boolean(),
});
export type VectorCheck = z.infer<typeof VectorCheck>;

/** How far a normalised float32 row's length may be from 1. */
const lengthError = 5e-7;
const chunkBytes = 8 * 2 ** 20;

/**
 * Reads a table once and says what is in it. Throws `invalid-input` naming the file and the first row with NaN or infinity (0-based).
 * The answer is remembered in `cacheFolder` by `contentHash`; a cache that cannot be written is no error.
 */
export async function checkVectors(
  table: VectorTable,
  path: string,
  contentHash: string,
  cacheFolder: string,
): Promise<VectorCheck> {
  const note = join(cacheFolder, 'vector-checks', `${contentHash}.json`);
  const known = VectorCheck.safeParse(await readJson(note));
  if (known.success) return known.data;
  const check = await scan(table, path);
  await writeWhole(note, JSON.stringify(check)).catch(() => {});
  return check;
}

async function scan({ count, dimensions, read }: VectorTable, path: string): Promise<VectorCheck> {
  const chunkRows = Math.max(1, Math.floor(chunkBytes / (4 * dimensions)));
  const rows = new Float32Array(Math.min(chunkRows, count) * dimensions);
  let zeroRows = 0;
  let normalised = true;
  for (let start = 0; start < count; start += chunkRows) {
    const size = Math.min(chunkRows, count - start);
    await read(start, size, rows);
    for (let row = 0; row < size; row++) {
      const length = Math.sqrt(rowSquare(rows, row * dimensions, dimensions));
      if (!Number.isFinite(length)) {
        throw new AppError(
          'invalid-input',
          `${path}: row ${start + row} (from 0) holds NaN, infinity or a number too large for float32; make that vector again`,
        );
      }
      if (length === 0) zeroRows++;
      else if (Math.abs(length - 1) > lengthError) normalised = false;
    }
  }
  return { zeroRows, normalised };
}
