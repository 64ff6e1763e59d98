import { open } from 'node:fs/promises';

/** A new or changed name is only lasting once its folder is on disk; Windows does not open folders, and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
