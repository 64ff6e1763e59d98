import { QuotedRecord } from './quoted-record.ts';
import { longestLine, type Line } from './read-lines.ts';

/** How the cells of a line are told apart; `space` is any white space. */
export type Separator = '\t' | ',' | ';' | 'space';

/** The cells of one record and the line on which it begins. */
export type CellRecord =
  | { readonly line: number; readonly cells: readonly string[]; readonly problem?: undefined }
  | { readonly line: number; readonly cells?: undefined; readonly problem: string };

type CellLayout = { readonly separator: Separator; readonly quoted: boolean };

/**
 * Cells of delimited text; blank lines between records are left out. After a fault the reading goes on with the next line;
 * a quote that is never closed costs only the line that opened it.
 */
export async function* cellRecords(
  lines: AsyncIterable<readonly Line[]>,
  layout: CellLayout,
): AsyncGenerator<readonly CellRecord[]> {
  if (!layout.quoted) {
    for await (const batch of lines) yield batch.flatMap((line) => plainRecord(line, layout.separator));
    return;
  }
  const record = new RecordsOfLines(layout.separator);
  for await (const batch of lines) {
    const records: CellRecord[] = [];
    for (const line of batch) record.add(line, records);
    yield records;
  }
  const rest: CellRecord[] = [];
  record.end(rest);
  yield rest;
}

function plainRecord(line: Line, separator: Separator): readonly CellRecord[] {
  if (line.problem !== undefined) return [{ line: line.number, problem: line.problem }];
  const text = line.text.endsWith('\r') ? line.text.slice(0, -1) : line.text;
  if (text.trim() === '') return [];
  return [
    { line: line.number, cells: separator === 'space' ? text.trim().split(/\s+/u) : text.split(separator) },
  ];
}

/** Lines to records, with the lines of an open record held back so that they can be read again. */
class RecordsOfLines {
  readonly #separator: Separator;
  #record: QuotedRecord;
  #held: Line[] = [];
  #heldLength = 0;

  constructor(separator: Separator) {
    this.#separator = separator;
    this.#record = new QuotedRecord(separator);
  }

  add(line: Line, records: CellRecord[]): void {
    if (line.problem !== undefined) {
      this.end(records);
      records.push({ line: line.number, problem: line.problem });
      return;
    }
    if (this.#held.length === 0 && line.text.trim() === '') return;
    const state = this.#record.add(line.text);
    if (state === 'open') {
      this.#held.push(line);
      this.#heldLength += line.text.length;
      if (this.#heldLength > longestLine) this.end(records);
      return;
    }
    const start = this.#held[0]?.number ?? line.number;
    if ('fault' in state) {
      const lines = [...this.#held, line];
      records.push({ line: start, problem: state.fault });
      this.#again(lines.slice(1), records);
      return;
    }
    this.#held = [];
    this.#heldLength = 0;
    records.push({ line: start, cells: state });
  }

  /** Nothing more comes that could close the quote. */
  end(records: CellRecord[]): void {
    const [first, ...rest] = this.#held;
    if (first === undefined) return;
    records.push({ line: first.number, problem: 'a quote is opened and never closed' });
    this.#again(rest, records);
    this.end(records);
  }

  #again(lines: readonly Line[], records: CellRecord[]): void {
    this.#record = new QuotedRecord(this.#separator);
    this.#held = [];
    this.#heldLength = 0;
    for (const line of lines) this.add(line, records);
  }
}
