import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../sync-folder.ts';

/** A name beside `path` that nothing else has, hidden where dots hide. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(4).toString('hex')}.part`);
}

/** Removes what may be left of an unfinished file or folder. What hinders that hindered its writing, and that error says more. */
export async function removeTemporary(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}

/**
 * Gives a finished file or folder its name, in place of what has it: a reader sees the old or the new, never a part. A folder
 * cannot be exchanged in one step; the old one is set aside first and removed last.
 */
export async function putInPlace(temporary: string, path: string, isFolder: boolean): Promise<void> {
  const aside = isFolder ? temporaryName(path) : null;
  const hadOld =
    aside !== null &&
    (await rename(path, aside).then(
      () => true,
      () => false,
    ));
  try {
    await rename(temporary, path);
  } catch (error) {
    if (aside !== null && hadOld) await rename(aside, path);
    throw error;
  }
  if (aside !== null) await rm(aside, { recursive: true, force: true });
  await syncFolder(dirname(path));
}
