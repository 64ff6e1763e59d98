import { longestLine } from './read-lines.ts';

/** One element of an array inside a JSON file. `key` is the top-level key that holds the array, null for a top-level array. */
export type JsonElement = {
  readonly key: string | null;
  readonly line: number;
  /** Null where the element is longer than the limit. */
  readonly bytes: Uint8Array | null;
  /** The file ended before the element did. */
  readonly cutOff: boolean;
};

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const lineFeed = 10;

/**
 * Cuts the elements out of `[…]`, or out of the arrays directly inside `{"key": […]}`, without reading the file whole.
 * Only brackets and strings are understood here; what an element holds is for the JSON parser.
 */
export async function* jsonElements(
  pieces: AsyncIterable<Uint8Array>,
  limit = longestLine,
): AsyncGenerator<readonly JsonElement[]> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  /** Depth at which elements lie: 1 in an array, 2 in an array inside an object; 0 before the first bracket. */
  let level = 0;
  let inArray = false;
  let key: string | null = null;
  let keyBytes: number[] = [];
  let start = -1;
  let startLine = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  function cut(piece: Uint8Array, end: number, cutOff: boolean): JsonElement {
    const last = piece.subarray(start, end);
    const whole = heldBytes + last.length > limit ? null : Buffer.concat([...held, last]);
    const element = { key, line: startLine, bytes: whole, cutOff };
    held = [];
    heldBytes = 0;
    start = -1;
    return element;
  }

  for await (const piece of pieces) {
    const elements: JsonElement[] = [];
    if (start >= 0) start = 0;
    for (let index = 0; index < piece.length; index++) {
      const byte = piece[index] ?? 0;
      if (byte === lineFeed) line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
        if (inString && depth === 1 && level === 2) keyBytes.push(byte);
        continue;
      }
      if (byte <= 0x20) continue;
      if (inArray && depth === level && (byte === comma || byte === 0x5d)) {
        if (start >= 0) elements.push(cut(piece, index, false));
        if (byte === 0x5d) {
          depth--;
          inArray = false;
        }
        continue;
      }
      if (inArray && depth === level && start < 0) {
        start = index;
        startLine = line;
      }
      if (byte === quote) {
        inString = true;
        if (depth === 1 && level === 2) keyBytes = [];
      } else if (byte === 0x5b || byte === 0x7b) {
        depth++;
        if (depth === 1) level = byte === 0x5b ? 1 : 2;
        if (byte === 0x5b && depth === level && !inArray) {
          inArray = true;
          key = level === 2 ? Buffer.from(keyBytes).toString('utf8') : null;
        }
      } else if (byte === 0x5d || byte === 0x7d) {
        depth--;
      }
    }
    if (start >= 0) {
      const rest = piece.subarray(start);
      heldBytes += rest.length;
      if (heldBytes <= limit) held.push(Uint8Array.from(rest));
      else held = [];
    }
    yield elements;
  }
  if (start >= 0) {
    start = 0;
    yield [cut(new Uint8Array(0), 0, true)];
  }
}
