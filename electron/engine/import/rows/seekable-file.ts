import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { compressionOf } from '../bytes/compression.ts';
import { readBytes } from '../bytes/read-bytes.ts';
import { whyUnreadable } from '../bytes/why-unreadable.ts';
import type { SourceFile } from '../files/source-file.ts';

export type SeekableFile = { readonly path: string; readonly remove: () => Promise<void> };

/**
 * Where a file lies as it is meant to be read: itself, or, when it is compressed, a copy that is not. Parquet needs that: it is
 * read from its end. Errors: `file-not-found`, `invalid-input` for damaged compression, `disk-full` where the copy does not fit.
 */
export async function seekableFile(file: SourceFile): Promise<SeekableFile> {
  if (compressionOf(await firstBytes(file)) === 'none')
    return { path: file.path, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'negscope-unpacked-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'unpacked');
  try {
    const copy = await open(path, 'wx');
    try {
      for await (const piece of readBytes(file)) await copy.writeFile(piece);
    } finally {
      await copy.close();
    }
    return { path, remove };
  } catch (error) {
    await remove();
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    const where = `no room in ${tmpdir()} to unpack it; free some space, or unpack it yourself`;
    throw new AppError('disk-full', `${file.name}: ${where}`, { cause: error });
  }
}

async function firstBytes(file: SourceFile): Promise<Uint8Array> {
  const unreadable = (error: unknown): never => {
    throw new AppError('file-not-found', `${file.name}: ${whyUnreadable(error)}`, { cause: error });
  };
  const handle = await open(file.path).catch(unreadable);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0).catch(unreadable);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
