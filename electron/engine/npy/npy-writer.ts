import { open, rename, rm } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import type { NpyDtype } from './npy-dtype.ts';
import { formatNpyHeader, npyDataBytes } from './npy-header.ts';

export type NpyWriter = {
  /** Appends elements in row-major order; the bytes of the array as they are. */
  readonly append: (data: ArrayBufferView) => Promise<void>;
  /** Flushes and renames; throws when fewer or more elements came than the shape says. */
  readonly finish: () => Promise<void>;
  /** Removes the temporary file; nothing to do after `finish`. */
  readonly abandon: () => Promise<void>;
};

/** Writes an array larger than memory piece by piece; it appears under its name only when it is whole and on the disk. */
export async function createNpyWriter(
  path: string,
  dtype: NpyDtype,
  shape: readonly number[],
): Promise<NpyWriter> {
  const temporary = `${path}.${process.pid}.partial`;
  const expected = npyDataBytes({ dtype, shape });
  const handle = await open(temporary, 'w').catch((error: unknown) => {
    throw writeFault(path, error);
  });
  let written = 0;
  let closed = false;

  const append = async (data: ArrayBufferView): Promise<void> => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    let done = 0;
    while (done < bytes.length) {
      const length = Math.min(1 << 30, bytes.length - done);
      const { bytesWritten } = await handle.write(bytes, done, length).catch((error: unknown) => {
        throw writeFault(path, error);
      });
      done += bytesWritten;
    }
    written += bytes.length;
  };

  const abandon = async (): Promise<void> => {
    if (!closed) await handle.close();
    await rm(temporary, { force: true });
    closed = true;
  };

  try {
    await append(formatNpyHeader(dtype, shape));
  } catch (error) {
    await abandon();
    throw error;
  }
  written = 0;

  return {
    append,
    finish: async () => {
      if (written !== expected) throw new Error(`${path}: ${written} bytes came where ${expected} belong`);
      try {
        await handle.sync();
        await handle.close();
        closed = true;
        await rename(temporary, path);
      } catch (error) {
        throw writeFault(path, error);
      }
    },
    abandon,
  };
}

/** What a failed write is called: disk-full, read-only, or the error itself. */
export function writeFault(path: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `the disk is full: ${path} was not written; free some space and run again`,
      {
        cause,
      },
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new AppError('read-only', `${path} cannot be written: the folder is read-only`, { cause });
  }
  return cause instanceof Error ? cause : new Error(String(cause));
}
