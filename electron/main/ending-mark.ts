import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Says to other processes of this profile that the one which has its lock is ending. Whoever takes the lock clears it. */
export type EndingMark = {
  readonly set: () => void;
  readonly clear: () => void;
  readonly isSet: () => boolean;
};

/** The mark as a file in the profile's folder. Where it cannot be written, a start while another ends opens nothing, nothing worse. */
export function endingMark(folder: string): EndingMark {
  const file = join(folder, 'ending');
  return {
    set() {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, '');
      } catch {
        // As said.
      }
    },
    clear: () => rmSync(file, { force: true }),
    isSet: () => existsSync(file),
  };
}
