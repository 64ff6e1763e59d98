import { countOf } from '../../../../shared/text/count-text.ts';
import { cellRecords, type CellRecord, type Separator } from './cell-records.ts';
import { readLines } from './read-lines.ts';
import type { Row } from './row.ts';

/** What a delimited file looks like. Without a header the columns are called `column_1`, `column_2`, … */
export type DelimitedLayout = {
  readonly separator: Separator;
  readonly quoted: boolean;
  readonly header: boolean;
  readonly columns: readonly string[];
};

/** Rows of a delimited file; a row with more or fewer cells than the file has columns is a problem. */
export async function* delimitedRows(
  pieces: AsyncIterable<Uint8Array>,
  layout: DelimitedLayout,
): AsyncGenerator<readonly Row[]> {
  let headerToCome = layout.header;
  for await (const records of cellRecords(readLines(pieces, { verbatim: layout.quoted }), layout)) {
    yield (headerToCome ? records.slice(1) : records).map((record) => rowOf(record, layout.columns));
    headerToCome &&= records.length === 0;
  }
}

function rowOf(record: CellRecord, columns: readonly string[]): Row {
  if (record.problem !== undefined) return { line: record.line, problem: record.problem };
  const { line, cells } = record;
  if (cells.length !== columns.length) {
    return { line, problem: `${countOf(cells.length, 'column')} instead of ${columns.length}` };
  }
  const fields: Record<string, string> = {};
  for (const [index, column] of columns.entries()) fields[column] = cells[index] ?? '';
  return { line, fields };
}
