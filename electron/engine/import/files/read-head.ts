import { readBytes } from '../bytes/read-bytes.ts';
import type { SourceFile } from './source-file.ts';

const enough = 128 * 1024;
const most = 8 * 1024 * 1024;

/** The beginning of a file, decompressed: a few hundred lines, and at least one whole line where it is not absurdly long. */
export async function readHead(
  file: SourceFile,
): Promise<{ readonly bytes: Buffer; readonly whole: boolean }> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  for await (const piece of readBytes(file)) {
    pieces.push(piece);
    length += piece.length;
    if (lines === 0 && piece.includes(10)) lines = 1;
    if ((length >= enough && lines > 0) || length >= most) {
      return { bytes: Buffer.concat(pieces), whole: false };
    }
  }
  return { bytes: Buffer.concat(pieces), whole: true };
}
