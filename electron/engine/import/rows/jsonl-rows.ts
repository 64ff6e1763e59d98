import { jsonRow } from './json-fields.ts';
import { readLines } from './read-lines.ts';
import type { Row } from './row.ts';

/** JSON Lines: one object a line. */
export async function* jsonlRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Row[]> {
  for await (const lines of readLines(pieces)) {
    yield lines.map((line): Row =>
      line.problem === undefined
        ? jsonRow(line.text, line.number)
        : { line: line.number, problem: line.problem },
    );
  }
}
