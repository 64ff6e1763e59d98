import { appendFile, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { groupedWrites } from '../grouped-writes.ts';
import { syncFolder } from '../sync-folder.ts';
import { workspaceErrorOf } from '../workspace/duckdb-error.ts';

/** The bytes of a file, or null where there is none. */
export async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw workspaceErrorOf(error, path);
  }
}

/**
 * Appends lines to a file of `size` bytes; the promise resolves when they are on disk. Lines that come while others are being written share
 * one write and one fsync. After a failure nothing more is written: what reached the disk is unknown until the file is read again.
 */
export function createJournalWriter(path: string, size: number): (line: string) => Promise<void> {
  let isNew = size === 0;
  let failure: unknown = null;
  const put = groupedWrites<string>(async (lines) => {
    if (failure !== null) throw failure;
    try {
      await appendDurably(path, lines.join(''));
      if (isNew) await syncFolder(dirname(path));
      isNew = false;
    } catch (error) {
      failure = workspaceErrorOf(error, path);
      throw failure;
    }
  });
  return (line) => put([line]);
}

/**
 * Cuts a torn end off. It is no entry that anyone was told of, but it is kept in `PATH.torn`, after those of earlier times.
 * Returns that file's path.
 */
export async function cutTornEnd(path: string, bytes: Uint8Array, length: number): Promise<string> {
  const aside = `${path}.torn`;
  try {
    await appendFile(aside, Buffer.concat([bytes.subarray(length), Buffer.from('\n')]), { flush: true });
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(length);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(dirname(path));
    return aside;
  } catch (error) {
    throw workspaceErrorOf(error, path);
  }
}

async function appendDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'a');
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
