import { cellRecords, type CellRecord, type Separator } from '../rows/cell-records.ts';
import type { DelimitedLayout } from '../rows/delimited-rows.ts';
import { readLines } from '../rows/read-lines.ts';
import { fileEnding } from './file-stem.ts';
import { isColumnName } from './column-names.ts';
import { isQrelsName } from './qrels-name.ts';

/**
 * How a delimited file is laid out, from its beginning and the column names that the user chose; null when it is none.
 * Tabs are quoted like CSV only where that reads without a fault: many TSV files hold bare quotes.
 */
export async function sniffDelimited(
  head: Buffer,
  name: string,
  chosen: readonly string[],
): Promise<DelimitedLayout | null> {
  for (const separator of separatorsFor(name, head)) {
    const quotedRecords = separator === 'space' ? [] : await recordsOf(head, separator, true);
    const quoted = separator !== '\t' ? separator !== 'space' : isEven(quotedRecords);
    const records = quoted ? quotedRecords : await recordsOf(head, separator, false);
    const [first] = records;
    if (first?.cells === undefined) continue;
    // A line of known names counts even where most lines after it are ragged.
    const named = first.cells.filter(isColumnName).length >= 2;
    const labelled = separator === 'space' ? labelWidth(records, isQrelsName(name)) : 0;
    const width = named ? first.cells.length : labelled || usualWidth(records);
    if (width < 2) continue;
    if (separator === 'space' && labelled === 0 && (width < 3 || !isNearlyEven(records, width))) continue;
    const isLabels = labelled > 0 || isQrelsName(name);
    const header = hasHeader(first.cells, records, chosen, width, isLabels);
    const columns = header ? unique(first.cells) : columnNumbers(width);
    return { separator, quoted, header, columns };
  }
  return null;
}

function separatorsFor(name: string, head: Buffer): readonly Separator[] {
  const ending = fileEnding(name);
  if (ending === 'csv') return [',', ';', '\t'];
  if (ending === 'tsv' || ending === 'tab') return head.includes(9) ? ['\t'] : ['space', ','];
  return ['\t', ',', ';', 'space'];
}

async function recordsOf(
  head: Buffer,
  separator: Separator,
  quoted: boolean,
): Promise<readonly CellRecord[]> {
  const records: CellRecord[] = [];
  for await (const batch of cellRecords(readLines(once(head), { verbatim: quoted }), { separator, quoted })) {
    // A quote that is never closed gives all lines after it at once: more than a call takes as arguments.
    for (const record of batch) records.push(record);
  }
  return records.slice(0, 200);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The number of cells that most records have; 0 when there is no such majority. */
function usualWidth(records: readonly CellRecord[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of records) {
    if (cells !== undefined) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const [best] = [...widths].toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] * 2 > records.length ? best[0] : 0;
}

/**
 * Cells of a line of labels as TREC writes them, with white space between: query, iteration, document, grade. In a file whose
 * name says labels any cells count, and the iteration may lack. 0 where fewer than half of the lines are such: prose is no table,
 * but one ragged line spoils no file.
 */
function labelWidth(records: readonly CellRecord[], named: boolean): number {
  const isWhole = (cell: string | undefined): boolean => /^-?\d+$/u.test(cell ?? '');
  const counts = new Map([
    [4, 0],
    [3, 0],
  ]);
  for (const { cells = [] } of records) {
    const count = counts.get(cells.length);
    const counted = named || (cells.length === 4 && isWhole(cells[1]) && isWhole(cells[3]));
    if (count !== undefined && counted) counts.set(cells.length, count + 1);
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] * 2 >= records.length ? best[0] : 0;
}

/** Nine of ten have the width: so many lines of prose do not. */
function isNearlyEven(records: readonly CellRecord[], width: number): boolean {
  return records.filter(({ cells }) => cells?.length === width).length >= records.length * 0.9;
}

function isEven(records: readonly CellRecord[]): boolean {
  const width = records[0]?.cells?.length;
  return records.every(({ cells }) => cells?.length === width);
}

function hasHeader(
  first: readonly string[],
  records: readonly CellRecord[],
  chosen: readonly string[],
  width: number,
  isLabels: boolean,
): boolean {
  const isNumber = (cell: string | undefined): boolean =>
    cell !== undefined && /^-?\d+(\.\d+)?$/u.test(cell.trim());
  if (first.some((cell) => chosen.includes(cell))) return true;
  const names = first.filter(isColumnName).length;
  // Of labels, a line without two names, or with a number, is a label: where it cannot be read, that is said, and it is not passed over.
  if (isLabels) return names >= 2 && !first.some(isNumber);
  if (names > 0) return true;
  if (first.some(isNumber)) return false;
  // A ragged line neither is the header nor says whether there is one.
  if (first.length !== width) return false;
  const rest = records.slice(1).filter(({ cells }) => cells?.length === width);
  return rest.length > 0 && !isNumber(first.at(-1)) && rest.every(({ cells }) => isNumber(cells?.at(-1)));
}

function unique(columns: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const name = column.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

function columnNumbers(width: number): readonly string[] {
  return Array.from({ length: width }, (_, index) => `column_${index + 1}`);
}
