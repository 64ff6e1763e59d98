import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LineProblem } from '../../../shared/evaluation/line-fields.ts';
import { AppError } from '../../../shared/errors.ts';
import { readTextBytes } from '../import/bytes/read-text-bytes.ts';
import { readLines } from '../import/rows/read-lines.ts';
import type { Task } from '../task.ts';
import { throttled } from '../teachers/encode/throttled.ts';

/** What a line says, and its 1-based number in the decompressed text. */
export type Numbered<T> = { readonly line: number; readonly value: T };

/**
 * The lines of a text file, parsed, in batches; gzip and Zstandard are read too. `isHeader` may skip the first line; a line that starts
 * with `#` and says nothing else is a comment. Throws `invalid-input` with file and line at the first line that cannot be read,
 * `not-found` when there is no such file.
 */
export async function* readParsedLines<T extends object>(
  path: string,
  parse: (text: string) => T | LineProblem,
  task: Task,
  isHeader: (text: string) => boolean = () => false,
): AsyncGenerator<readonly Numbered<T>[]> {
  const bytes = (await stat(path).catch(() => null))?.size ?? 0;
  let read = 0;
  const report = throttled(() =>
    task.progress({ stage: `reading ${basename(path)}`, done: read, total: bytes, unit: 'bytes' }),
  );
  const pieces = readTextBytes({ path, name: path, bytes }, (count) => (read += count));
  for await (const lines of readLines(pieces)) {
    task.signal.throwIfAborted();
    const parsed: Numbered<T>[] = [];
    for (const { number, text, problem } of lines) {
      if (text !== undefined && number === 1 && isHeader(text)) continue;
      const value = text === undefined ? { problem } : parse(text);
      if ('problem' in value && text?.startsWith('#') === true) continue;
      if ('problem' in value)
        throw new AppError('invalid-input', `${path}, line ${number}: ${value.problem}`);
      parsed.push({ line: number, value });
    }
    yield parsed;
    report();
  }
}
