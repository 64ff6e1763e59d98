import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../../../shared/errors.ts';
import type { SourceFile } from '../files/source-file.ts';
import { compressionOf } from './compression.ts';
import { unzstd } from './unzstd.ts';
import { whyUnreadable } from './why-unreadable.ts';

const blockBytes = 1 << 20;

/**
 * The decompressed bytes of a file, in order; gzip and Zstandard are told by content. `onRead` gets the bytes taken from the disk.
 * Throws `invalid-input` when the compressed data is damaged or cut off, `file-not-found` when the file cannot be read.
 */
export async function* readBytes(
  file: SourceFile,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const compressed = readFromDisk(file, onRead);
  const first = await compressed.next();
  if (first.done === true) return;
  const all = withFirst(first.value, compressed);
  const compression = compressionOf(first.value);
  try {
    if (compression === 'none') yield* all;
    else if (compression === 'zstd') yield* unzstd(all);
    else yield* gunzip(all);
  } catch (error) {
    if (error instanceof AppError || compression === 'none') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'invalid-input',
      `${file.name}: damaged or cut-off ${compression} data (${why}); get the file again`,
      { cause: error },
    );
  } finally {
    await compressed.return(undefined);
  }
}

async function* readFromDisk(file: SourceFile, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const unreadable = (error: unknown): never => {
    throw new AppError('file-not-found', `${file.name}: ${whyUnreadable(error)}`, { cause: error });
  };
  const handle = await open(file.path).catch(unreadable);
  // A folder can be opened, and is refused when it is read.
  const readBlock = () => handle.read(Buffer.allocUnsafeSlow(blockBytes), 0, blockBytes).catch(unreadable);
  let next = readBlock();
  try {
    for (;;) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      // The next block comes while the caller works on this one.
      next = readBlock();
      // Awaited on the next turn; until then a failure must not count as unhandled.
      next.catch(() => {});
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await next.catch(() => {});
    await handle.close();
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* gunzip(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: blockBytes });
  const source = Readable.from(compressed, { objectMode: false });
  source.on('error', (error) => unzip.destroy(error));
  source.pipe(unzip);
  try {
    for await (const block of unzip) {
      if (block instanceof Uint8Array) yield block;
    }
  } finally {
    source.destroy();
    unzip.destroy();
  }
}
