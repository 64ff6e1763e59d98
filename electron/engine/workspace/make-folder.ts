import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it; gives the outermost that was made, null when it was there. Not by Node's own recursion: that
 * never returns where a file system answers "no such folder" for one that cannot be made (/proc). Throws the system's error.
 */
export async function makeFolder(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return null;
  const above = dirname(folder);
  const outermost = above === folder ? null : await makeFolder(above);
  try {
    await mkdir(folder);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    const made = await stat(folder).catch(() => null);
    if (found === null && made?.isDirectory() === true) return outermost;
    throw error;
  }
  return outermost ?? folder;
}
