import { AppError } from '../../../../shared/errors.ts';
import type { SourceFile } from '../files/source-file.ts';
import { isUtf16 } from './is-utf16.ts';
import { readBytes } from './read-bytes.ts';

/** As `readBytes`, of a file that must be text: UTF-16 is `invalid-input`, where its lines would only be refused one by one. */
export async function* readTextBytes(
  file: SourceFile,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of readBytes(file, onRead)) {
    if (isFirst && isUtf16(piece)) {
      throw new AppError('invalid-input', `${file.name}: UTF-16 text; save it as UTF-8`);
    }
    isFirst = false;
    yield piece;
  }
}
