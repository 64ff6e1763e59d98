import { isUtf8 } from 'node:buffer';

/** A line without its end; `problem` says why it has no usable text. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem?: undefined }
  | { readonly number: number; readonly text?: undefined; readonly problem: string };

const lineFeed = 10;
const carriageReturn = 13;

/** Longer lines are refused rather than held in memory. */
export const longestLine = 64 * 1024 * 1024;

export type LineOptions = {
  /** In bytes. */
  readonly limit?: number;
  /** Keeps blank lines and carriage returns, for what may be quoted. */
  readonly verbatim?: boolean;
};

/**
 * Lines of UTF-8 text in any pieces; LF or CRLF, a byte order mark at the start is dropped, blank lines are left out but counted.
 * A line that is not UTF-8 or longer than `limit` bytes is a problem, never repaired.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  { limit = longestLine, verbatim = false }: LineOptions = {},
): AsyncGenerator<readonly Line[]> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let tooLong = false;
  let number = 0;

  function hold(piece: Buffer): void {
    if (tooLong || piece.length === 0) return;
    heldBytes += piece.length;
    tooLong = heldBytes > limit;
    if (tooLong) held = [];
    else held.push(piece);
  }

  function finish(): Line | null {
    number++;
    const line = tooLong ? lineTooLong(number, limit) : lineOf(Buffer.concat(held), number, false, verbatim);
    held = [];
    heldBytes = 0;
    tooLong = false;
    return line;
  }

  for await (const piece of pieces) {
    const block = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: Line[] = [];
    let start = 0;
    let end = block.indexOf(lineFeed);
    if (end < 0) {
      hold(block);
      continue;
    }
    hold(block.subarray(0, end));
    const carried = finish();
    if (carried !== null) lines.push(carried);
    start = end + 1;
    const last = block.lastIndexOf(lineFeed);
    // One check of the whole block instead of one a line.
    const valid = isUtf8(block.subarray(start, Math.max(start, last)));
    while ((end = block.indexOf(lineFeed, start)) >= 0) {
      number++;
      const line =
        end - start > limit
          ? lineTooLong(number, limit)
          : lineOf(block.subarray(start, end), number, valid, verbatim);
      if (line !== null) lines.push(line);
      start = end + 1;
    }
    // A copy: the rest of the block need not stay in memory for it.
    hold(Buffer.from(block.subarray(start)));
    yield lines;
  }
  if (heldBytes > 0) {
    const line = finish();
    if (line !== null) yield [line];
  }
}

function lineTooLong(number: number, limit: number): Line {
  return { number, problem: `longer than ${Math.round(limit / 1024 / 1024)} MB` };
}

function lineOf(bytes: Buffer, number: number, knownUtf8: boolean, verbatim: boolean): Line | null {
  const start = number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (!knownUtf8 && !isUtf8(bytes)) return { number, problem: 'not UTF-8' };
  if (verbatim) return { number, text: bytes.toString('utf8', start) };
  const end = bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length;
  if (end <= start) return null;
  const text = bytes.toString('utf8', start, end);
  return text.trim() === '' ? null : { number, text };
}
