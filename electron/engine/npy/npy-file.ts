import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { whyUnreadable } from '../import/bytes/why-unreadable.ts';
import { npyDataBytes, type NpyHeader, npyHeaderSize, parseNpyHeader } from './npy-header.ts';

/** Whose file it is decides what a fault is called: damage of the workspace, or wrong input of the user. */
export type NpyOrigin = 'workspace' | 'given';

export type NpyFile = { readonly path: string; readonly header: NpyHeader; readonly handle: FileHandle };

/** More than this in one read or write is refused by some systems. */
const largestRead = 1 << 30;

/** An error about the file at `path`; `fault` ends the sentence that begins with its name. */
export function npyFault(path: string, origin: NpyOrigin, fault: string, cause?: unknown): AppError {
  const advice = origin === 'workspace' ? '; delete it to have it made again' : '';
  const code = origin === 'workspace' ? 'workspace-damaged' : 'invalid-input';
  return new AppError(code, `${path} ${fault}${advice}`, { cause });
}

/**
 * Opens a file and reads its header. The file must be exactly as long as the header says.
 * Throws `AppError`: not-found, or invalid-input / workspace-damaged naming the file and both sizes.
 */
export async function openNpyFile(path: string, origin: NpyOrigin): Promise<NpyFile> {
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') throw new AppError('file-not-found', `no such file: ${path}`, { cause });
    throw npyFault(path, origin, `cannot be opened (${cause.code ?? cause.message})`, cause);
  });
  try {
    const start = new Uint8Array(12);
    const { bytesRead } = await handle.read(start, 0, 12, 0).catch((cause: unknown) => {
      throw npyFault(path, origin, `is ${whyUnreadable(cause)}`, cause);
    });
    const size = npyHeaderSize(start.subarray(0, bytesRead));
    if (size === null) throw npyFault(path, origin, 'is not a NumPy .npy file');
    const length = (await handle.stat()).size;
    if (length < size) throw npyFault(path, origin, `ends inside its header (${length} of ${size} bytes)`);
    const head = new Uint8Array(size);
    await readFully(handle, head, 0);
    const header = parsed(path, origin, head);
    const expected = size + npyDataBytes(header);
    if (length !== expected) {
      const shape = header.shape.join(' × ');
      const fault = length < expected ? 'is truncated' : 'is longer than its header says';
      throw npyFault(path, origin, `${fault}: ${length} bytes, ${expected} for ${shape} of ${header.dtype}`);
    }
    return { path, header, handle };
  } catch (error) {
    await handle.close();
    if (error instanceof AppError) throw error;
    throw npyFault(path, origin, `cannot be read (${String(error)})`, error);
  }
}

/** Fills `target` from `position` on; throws when the file ends before. */
export async function readFully(
  handle: FileHandle,
  target: ArrayBufferView,
  position: number,
): Promise<void> {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  let done = 0;
  while (done < bytes.length) {
    const length = Math.min(largestRead, bytes.length - done);
    const { bytesRead } = await handle.read(bytes, done, length, position + done);
    if (bytesRead === 0) throw new Error(`the file ended ${bytes.length - done} bytes early`);
    done += bytesRead;
  }
}

function parsed(path: string, origin: NpyOrigin, head: Uint8Array): NpyHeader {
  try {
    return parseNpyHeader(head);
  } catch (cause) {
    throw npyFault(path, origin, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
