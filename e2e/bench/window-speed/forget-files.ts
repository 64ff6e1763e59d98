import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** Asks the kernel to drop the app's and Electron's files from memory, so that the next start reads the disk. Linux with GNU dd. */
export function forgetFiles(executable: string): void {
  for (const folder of [dirname(executable), join(process.cwd(), 'dist')]) {
    const { error } = spawnSync('find', [
      folder,
      '-type',
      'f',
      '-exec',
      'dd',
      'if={}',
      'iflag=nocache',
      'count=0',
      'status=none',
      ';',
    ]);
    if (error) throw error;
  }
}
