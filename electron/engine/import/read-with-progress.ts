import { AppError } from '../../../shared/errors.ts';
import type { Task } from '../task.ts';
import type { InspectedFile } from './files/inspect-file.ts';
import type { ReadSource } from './formats/read-source.ts';
import { openRows } from './rows/open-rows.ts';

const reportEveryMs = 100;

/** Reads rows while telling how many of the files' bytes (compressed) are through; stops with `cancelled` between batches. */
export function readWithProgress(files: readonly InspectedFile[], task: Task): ReadSource {
  const total = files.reduce((sum, { file }) => sum + file.bytes, 0);
  let done = 0;
  let reported = 0;

  return async function* read(source) {
    const onRead = (bytes: number): void => {
      done += bytes;
      const now = performance.now();
      if (now - reported < reportEveryMs) return;
      reported = now;
      task.progress({
        stage: 'import',
        done: Math.min(done, total),
        total,
        unit: 'bytes',
        detail: source.file.name,
      });
    };
    for await (const rows of openRows(source.file, source.container, onRead)) {
      if (task.signal.aborted) throw new AppError('cancelled', 'cancelled; nothing was kept');
      yield rows;
    }
  };
}
