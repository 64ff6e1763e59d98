import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Size of everything under a folder; nothing for one that is not there. Links are not followed. */
export async function measureFolder(
  folder: string,
): Promise<{ readonly bytes: number; readonly files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let [bytes, files] = [0, 0];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    if (found === null) continue;
    bytes += found.size;
    files++;
  }
  return { bytes, files };
}

/** The folders that Negscope makes in its cache; a folder that a person chose may hold other things, which stay. */
const ownFolders = ['hub', 'models', 'file-hashes', 'vector-checks', 'devices'];

/** Deletes what Negscope put into a cache folder; the app's own folder is emptied whole. */
export async function clearCache(folder: string, isOwn: boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (isOwn || ownFolders.includes(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
