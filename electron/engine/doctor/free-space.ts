import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes that this user may still write where `folder` is, or will be: asked of the nearest folder above it that exists. */
export async function freeSpace(folder: string): Promise<{ path: string; free_bytes: number }> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await statfs(path).catch(() => null);
    if (found !== null) return { path, free_bytes: found.bavail * found.bsize };
    if (path === dirname(path)) return { path: folder, free_bytes: 0 };
  }
}
