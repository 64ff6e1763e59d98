import { isUtf8 } from 'node:buffer';
import { jsonElements, type JsonElement } from './json-elements.ts';
import { jsonRow } from './json-fields.ts';
import type { Row } from './row.ts';

/** The objects of a JSON array; of the array under `key` when the file is one object. `line` is where an object begins. */
export async function* jsonArrayRows(
  pieces: AsyncIterable<Uint8Array>,
  key: string | null,
): AsyncGenerator<readonly Row[]> {
  for await (const elements of jsonElements(pieces)) {
    yield elements.filter((element) => element.key === key).map(rowOf);
  }
}

function rowOf({ line, bytes, cutOff }: JsonElement): Row {
  if (cutOff) return { line, problem: 'the file ends inside this object' };
  if (bytes === null) return { line, problem: 'longer than 64 MB' };
  if (!isUtf8(bytes)) return { line, problem: 'not UTF-8' };
  return jsonRow(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), line);
}
