import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { Logger } from './log.ts';
import { redact } from './redact.ts';

const retryMs = 10_000;

export type RotatingLog = Logger & {
  /** Absolute path of the file that is written now. */
  readonly file: string;
  /** Resolves when everything said so far is on disk, or cannot be written. */
  readonly close: () => Promise<void>;
};

/**
 * Writes `name.log` in `folder`, one JSON object a line: {time, level, event, pid, …fields}. The file is set aside at 5 MB
 * (`name.log.1` … `name.log.4`, the oldest removed). It never throws and never stops its caller: what cannot be written is counted and
 * said in the first line that can be. At the end of the process, what is still under way is appended at once (a line may then be twice).
 */
export function createRotatingLog(
  folder: string,
  name: string,
  size: `${number}${'B' | 'K' | 'M'}` = '5M',
): RotatingLog {
  const file = join(folder, `${name}.log`);
  /** Lines on their way, in order; equal lines are still two. */
  const unwritten = new Set<{ readonly line: string }>();
  let stream: RotatingFileStream | null = null;
  let notBefore = 0;
  let lost = 0;

  function opened(): RotatingFileStream | null {
    if (stream !== null || Date.now() < notBefore) return stream;
    try {
      mkdirSync(folder, { recursive: true });
      const own = createStream(`${name}.log`, { path: folder, size, rotate: 4 });
      own.on('error', () => {
        if (stream !== own) return;
        stream = null;
        notBefore = Date.now() + retryMs;
        lost += unwritten.size;
        unwritten.clear();
      });
      stream = own;
    } catch {
      notBefore = Date.now() + retryMs;
    }
    return stream;
  }

  function write(
    level: 'info' | 'warn' | 'error',
    event: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): void {
    try {
      const missing = lost > 0 ? { lost_lines: lost } : {};
      const safe = redact({ ...fields, ...missing });
      const line = `${JSON.stringify({ time: new Date().toISOString(), level, event, pid: process.pid, ...Object(safe) })}\n`;
      const target = opened();
      if (target === null) {
        lost++;
        return;
      }
      lost = 0;
      const entry = { line };
      unwritten.add(entry);
      target.write(line, () => unwritten.delete(entry));
    } catch {
      lost++;
    }
  }

  function flush(): void {
    try {
      if (unwritten.size > 0) appendFileSync(file, Array.from(unwritten, ({ line }) => line).join(''));
      unwritten.clear();
    } catch {
      // The process ends: there is nobody left to tell.
    }
  }

  process.on('exit', flush);
  return {
    file,
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    async close() {
      process.off('exit', flush);
      const own = stream;
      notBefore = Number.POSITIVE_INFINITY;
      stream = null;
      if (own === null) return;
      await new Promise<void>((resolve) => {
        own.on('close', () => resolve());
        own.end(() => resolve());
      });
    },
  };
}
