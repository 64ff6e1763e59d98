import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readTextBytes } from '../import/bytes/read-text-bytes.ts';
import type { SourceFile } from '../import/files/source-file.ts';
import type { Read } from '../import/formats/cell-values.ts';
import { cellRecords, type Separator } from '../import/rows/cell-records.ts';
import { delimitedRows } from '../import/rows/delimited-rows.ts';
import { jsonlRows } from '../import/rows/jsonl-rows.ts';
import { readLines } from '../import/rows/read-lines.ts';
import type { Rows } from '../import/rows/row.ts';
import { labelOfFields, labelOfQrels, type LabelLine } from './label-line.ts';

/** What one line says, or why it cannot be taken; `line` is 1-based in the decompressed text. */
export type NumberedLabel = { readonly line: number; readonly label: Read<LabelLine> };

type Layout =
  | { readonly kind: 'jsonl' }
  | { readonly kind: 'qrels' }
  | { readonly kind: 'delimited'; readonly separator: Separator; readonly columns: readonly string[] };

const needed = ['query_id', 'document_id', 'grade'];

/**
 * The labels of a file in batches: JSON Lines, CSV (comma, semicolon or tab, with a header that names the columns) or TREC qrels, told by
 * the first line; gzip and Zstandard are read too. `onRead` gets the bytes taken from the disk.
 * Errors: `not-found`, and `invalid-input` for a file that is empty or whose header lacks a column or names one twice.
 */
export async function* readLabels(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly NumberedLabel[]> {
  const bytes = (await stat(path).catch(() => null))?.size ?? 0;
  const file: SourceFile = { path, name: basename(path), bytes };
  const layout = await layoutOf(file);
  const content = readTextBytes(file, onRead);
  if (layout.kind === 'jsonl') {
    yield* fromRows(jsonlRows(content));
  } else if (layout.kind === 'delimited') {
    yield* fromRows(delimitedRows(content, { ...layout, quoted: true, header: true }));
  } else {
    let isFirst = true;
    for await (const lines of readLines(content)) {
      const labels: NumberedLabel[] = [];
      for (const { number, text, problem } of lines) {
        const label = text === undefined ? { problem } : labelOfQrels(text, isFirst);
        isFirst = false;
        if (label !== null) labels.push({ line: number, label });
      }
      yield labels;
    }
  }
}

async function* fromRows(rows: Rows): AsyncGenerator<readonly NumberedLabel[]> {
  for await (const batch of rows) {
    yield batch.map(({ line, fields, problem }) => ({
      line,
      label: fields === undefined ? { problem } : labelOfFields(fields),
    }));
  }
}

/** Decided by the first line that is not blank. */
async function layoutOf(file: SourceFile): Promise<Layout> {
  const first = await firstLine(file);
  if (first === null) throw new AppError('invalid-input', `${file.path}: empty; it holds no labels`);
  if (first.trimStart().startsWith('{')) return { kind: 'jsonl' };
  for (const separator of [',', ';', '\t'] as const) {
    const columns = (await cellsOf(first, separator)).map((cell) => cell.trim());
    if (columns.length > 1 && columns.some((column) => needed.includes(column))) {
      const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) < i);
      if (twice !== undefined) {
        throw new AppError(
          'invalid-input',
          `${file.path}:1: the header names "${twice}" twice; which of both counts?`,
        );
      }
      const missing = needed.filter((name) => !columns.includes(name));
      if (missing.length === 0) return { kind: 'delimited', separator, columns };
      throw new AppError(
        'invalid-input',
        `${file.path}:1: the header lacks ${missing.join(' and ')}; labels need ${needed.join(', ')}`,
      );
    }
  }
  return { kind: 'qrels' };
}

async function firstLine(file: SourceFile): Promise<string | null> {
  for await (const lines of readLines(readTextBytes(file))) {
    const [line] = lines;
    if (line !== undefined) return line.text ?? '';
  }
  return null;
}

async function cellsOf(line: string, separator: Separator): Promise<readonly string[]> {
  for await (const [record] of cellRecords(once([{ number: 1, text: line }]), { separator, quoted: true })) {
    if (record?.cells !== undefined) return record.cells;
  }
  return [];
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}
