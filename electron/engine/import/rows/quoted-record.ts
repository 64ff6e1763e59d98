/** What one more line made of a record: its cells, a fault, or not finished (a quote is open). */
export type RecordState = readonly string[] | { readonly fault: string } | 'open';

/**
 * Puts a CSV record together from lines (RFC 4180: a cell in double quotes may hold the separator, line ends and doubled quotes).
 * Lines come without their line feed; a carriage return at the end of a record is no part of it.
 */
export class QuotedRecord {
  readonly #separator: string;
  #cells: string[] = [];
  #cell = '';
  #open = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  add(line: string): RecordState {
    let at = 0;
    if (this.#open) {
      this.#cell += '\n';
      at = this.#readQuoted(line, 0);
    } else {
      this.#cells = [];
    }
    for (;;) {
      if (!this.#open && at <= line.length && line[at] === '"' && this.#cell === '') {
        this.#open = true;
        at = this.#readQuoted(line, at + 1);
      }
      if (at < 0) return 'open';
      if (this.#open) {
        this.#open = false;
        this.#cells.push(this.#cell);
        this.#cell = '';
        if (isEnd(line, at)) return this.#cells;
        if (line[at] !== this.#separator)
          return { fault: `text after a closing quote (column ${this.#cells.length})` };
        at++;
        continue;
      }
      const next = line.indexOf(this.#separator, at);
      if (next < 0) {
        this.#cells.push(line.slice(at, line.endsWith('\r') ? -1 : undefined));
        return this.#cells;
      }
      this.#cells.push(line.slice(at, next));
      at = next + 1;
    }
  }

  /** Reads on inside quotes; the place after the closing one, or −1 when the line ends first. */
  #readQuoted(line: string, from: number): number {
    for (;;) {
      const end = line.indexOf('"', from);
      if (end < 0) {
        this.#cell += line.slice(from);
        return -1;
      }
      this.#cell += line.slice(from, end);
      if (line[end + 1] !== '"') return end + 1;
      this.#cell += '"';
      from = end + 2;
    }
  }
}

function isEnd(line: string, at: number): boolean {
  return at >= line.length || (at === line.length - 1 && line[at] === '\r');
}
