import { isUtf16 } from '../bytes/is-utf16.ts';
import { readHead } from './read-head.ts';
import { jsonElements } from '../rows/json-elements.ts';
import { openRows } from '../rows/open-rows.ts';
import { parquetColumns } from '../rows/parquet-rows.ts';
import { jsonRow } from '../rows/json-fields.ts';
import type { Fields, Row } from '../rows/row.ts';
import type { Container } from './container.ts';
import { fileEnding } from './file-stem.ts';
import { sniffDelimited } from './sniff-delimited.ts';
import type { SourceFile } from './source-file.ts';

/** A file looked into: how it holds its rows, and what the first ones are. */
export type InspectedFile = {
  readonly file: SourceFile;
  readonly container: Container;
  /** In the order in which they are first met. */
  readonly columns: readonly string[];
  /** The first rows that can be read, at most 200. */
  readonly rows: readonly Fields[];
  /** The first row that cannot be read, among those that were looked at. */
  readonly unread: { readonly line: number; readonly problem: string } | null;
};

const sampled = 200;

/** `<DOC>`, after nothing but other tags and comments. */
const trecDocument = /^(?:\s*<(?!doc[\s>])[^>]*>)*\s*<doc(?:\s[^>]*)?>/iu;

/** Finds out by content how a file holds its rows. `chosen` are columns that the user named: they make a first line a header. */
export async function inspectFile(file: SourceFile, chosen: readonly string[] = []): Promise<InspectedFile> {
  const container = await containerOf(file, chosen);
  if (container.kind === 'unknown') return { file, container, columns: [], rows: [], unread: null };
  const first = await firstRows(file, container, sampled * 2);
  const rows = first.flatMap(({ fields }) => (fields === undefined ? [] : [fields])).slice(0, sampled);
  const unread = first.find((row) => row.problem !== undefined) ?? null;
  return { file, container, columns: columnsOf(container, rows), rows, unread };
}

/** The first rows of a file, with those that cannot be read. */
export async function firstRows(
  file: SourceFile,
  container: Container,
  count: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of openRows(file, container)) {
    rows.push(...batch.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

function columnsOf(container: Container, rows: readonly Fields[]): readonly string[] {
  if (container.kind === 'delimited' || container.kind === 'parquet') return container.columns;
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

async function containerOf(file: SourceFile, chosen: readonly string[]): Promise<Container> {
  const { bytes: head, whole } = await readHead(file);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { kind: 'parquet', columns: await parquetColumns(file) };
  }
  if (isUtf16(head)) {
    return { kind: 'unknown', why: 'UTF-16 text; save it as UTF-8' };
  }
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart();
  if (text.startsWith('[') && /^\[\s*([[{\]]|$)/u.test(text)) return { kind: 'json', key: null };
  if (/^\s*<top>/iu.test(text)) return { kind: 'topics' };
  if (trecDocument.test(text)) return { kind: 'trec-documents' };
  const lines = text.split('\n', 50).map((line) => line.trim());
  if (lines.some((line) => line.startsWith('{') && jsonRow(line, 0).fields !== undefined)) {
    return (await isOneObject(head, lines)) ? { kind: 'json', key: 'data' } : { kind: 'jsonl' };
  }
  if (text.startsWith('{') && (await dataArray(head))) return { kind: 'json', key: 'data' };
  const ending = fileEnding(file.name);
  if (ending === 'jsonl' || ending === 'ndjson') return { kind: 'jsonl' };
  const delimited = await sniffDelimited(whole ? head : wholeLines(head), file.name, chosen);
  if (delimited !== null) return { kind: 'delimited', ...delimited };
  if (ending === 'json') return { kind: 'jsonl' };
  return { kind: 'unknown', why: head.length === 0 ? 'empty' : 'neither JSON, CSV, TSV nor Parquet' };
}

/** One object with the array `data` on a single line, rather than JSON Lines. */
async function isOneObject(head: Buffer, lines: readonly string[]): Promise<boolean> {
  const filled = lines.filter((line) => line !== '');
  return filled.length === 1 && /^\{\s*"(corpus|data|mining)"/u.test(filled[0] ?? '') && dataArray(head);
}

async function dataArray(head: Buffer): Promise<boolean> {
  for await (const elements of jsonElements(once(head))) {
    if (elements.some(({ key }) => key === 'data')) return true;
  }
  return false;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function wholeLines(head: Buffer): Buffer {
  const end = head.lastIndexOf(10);
  return end < 0 ? head : head.subarray(0, end + 1);
}
