import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { writeFault } from '../../npy/npy-writer.ts';
import { makeFolder } from '../../workspace/make-folder.ts';
import { authorization, type HubAccess } from './hub-access.ts';
import { hubStatusError, hubUnreachable } from './hub-error.ts';
import type { HubTarget } from './hub-target.ts';
import type { HubFile } from './list-hub-files.ts';

export type Download = {
  readonly target: HubTarget;
  readonly access: HubAccess;
  readonly file: HubFile;
  /** Where it goes; `PATH.partial` until it is whole and verified. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Bytes of this file on disk so far. */
  readonly onBytes: (bytes: number) => void;
  readonly retryMs: number;
};

const attempts = 5;

/**
 * Fetches one file, from where an earlier attempt ended. A connection that breaks is taken up again (five attempts without a byte gained
 * end it). Size and SHA-256 are verified. Throws `AppError`: not-found, failed, disk-full, cancelled.
 */
export async function downloadHubFile(download: Download): Promise<void> {
  const { file, path, signal, target, access } = download;
  await makeFolder(dirname(path));
  const partial = partialOf(path);
  let without = 0;
  for (;;) {
    const before = await sizeOf(partial);
    if (before > file.size) await rm(partial, { force: true });
    else if (before === file.size && (before > 0 || without > 0)) break;
    try {
      await fetchRest(download, partial, before > file.size ? 0 : before);
      if (file.size === 0) break;
    } catch (cause) {
      if (signal.aborted) throw new AppError('cancelled', 'cancelled; what came stays, run again to go on');
      if (cause instanceof AppError) throw cause;
      without = (await sizeOf(partial)) > before ? 0 : without + 1;
      if (without >= attempts) throw hubUnreachable(access, target, cause);
      await pause(download.retryMs * 2 ** without, signal);
    }
  }
  await verify(file, partial);
  await rename(partial, path);
}

const partialOf = (path: string): string => `${path}.partial`;

/** Bytes of a file that earlier attempts left, whole or in part. */
export async function bytesThere(file: HubFile, path: string): Promise<number> {
  const bytes = Math.max(await sizeOf(path), await sizeOf(partialOf(path)));
  return bytes > file.size ? 0 : bytes;
}

async function fetchRest(
  { target, access, file, signal, onBytes }: Download,
  partial: string,
  from: number,
): Promise<void> {
  const name = file.path.split('/').map(encodeURIComponent).join('/');
  const revision = encodeURIComponent(target.revision);
  const response = await fetch(`${access.url}/${target.owner}/${target.name}/resolve/${revision}/${name}`, {
    headers: { ...authorization(access), ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
    signal,
  });
  // 5xx and 429 pass: they are tried again like a broken connection.
  if (response.status >= 500 || response.status === 429)
    throw new Error(`the hub answered ${response.status}`);
  if (!response.ok || !response.body) throw hubStatusError(response.status, target, access, file.path);
  // A server that does not know ranges sends all of it again.
  const start = response.status === 206 ? from : 0;
  const handle = await open(partial, start > 0 ? 'r+' : 'w');
  try {
    let at = start;
    for await (const chunk of response.body) {
      await writeAll(handle, chunk, at).catch((error: unknown) => {
        throw writeFault(partial, error);
      });
      at += chunk.length;
      onBytes(at);
    }
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
}

async function verify(file: HubFile, partial: string): Promise<void> {
  if (file.sha256 === null) return;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(partial, { highWaterMark: 1 << 20 })) hash.update(chunk);
  if (hash.digest('hex') === file.sha256) return;
  await rm(partial, { force: true });
  throw new AppError(
    'failed',
    `${file.path} arrived damaged (its SHA-256 is wrong) and was removed; run again`,
  );
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
