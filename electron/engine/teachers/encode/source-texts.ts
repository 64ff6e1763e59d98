import { z } from 'zod';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Side } from '../encoder.ts';

/** A text as the model gets it, without prompt. `row` is the document's or query's index. */
export type SourceText = { readonly row: number; readonly id: string; readonly text: string };

/** Rows `start` to `end` (not included), read in one go. */
export type TextWindow = { readonly start: number; readonly end: number };

const windowTexts = 4096;
const windowBytes = 16 * 2 ** 20;

const Lengths = z.object({ row: z.int(), bytes: z.int() });
const Row = z.object({ row: z.int(), id: z.string(), title: z.string(), text: z.string() });
const Copy = z.object({ row: z.int(), first: z.int() });

const tables = {
  documents: `SELECT document AS row, id, title, text, strlen(title) + strlen(text) AS bytes FROM documents`,
  queries: `SELECT query AS row, id, '' AS title, text, strlen(text) AS bytes FROM queries`,
} as const;

/** Cuts the rows into pieces of at most 4,096 texts and 16 MB, so that a corpus larger than memory passes through. Reads lengths only and tells how many. */
export async function textWindows(
  workspace: Workspace,
  side: Side,
  onRead: (texts: number) => void = () => {},
): Promise<readonly TextWindow[]> {
  const windows: TextWindow[] = [];
  let [start, next, total] = [0, 0, 0];
  const sql = `SELECT row::INTEGER AS row, bytes::INTEGER AS bytes FROM (${tables[side]}) ORDER BY row`;
  for await (const columns of workspace.database.chunks(sql)) {
    const [rows = [], sizes = []] = columns;
    for (let i = 0; i < rows.length; i++) {
      const { bytes } = Lengths.parse({ row: rows[i], bytes: sizes[i] });
      if (next > start && (next - start >= windowTexts || total + bytes > windowBytes)) {
        windows.push({ start, end: next });
        [start, total] = [next, 0];
      }
      total += bytes;
      next++;
    }
    onRead(next);
  }
  if (next > start) windows.push({ start, end: next });
  return windows;
}

/** The texts of a window: title, a space and the text, trimmed (only the text where there is no title). */
export async function readTexts(
  workspace: Workspace,
  side: Side,
  { start, end }: TextWindow,
): Promise<readonly SourceText[]> {
  const rows = await workspace.database.all(
    Row,
    `SELECT row, id, title, text FROM (${tables[side]}) WHERE row >= ? AND row < ? ORDER BY row`,
    [start, end],
  );
  return rows.map(sourceText);
}

/** The texts of some rows, by row; in no order. */
export async function readTextsOf(
  workspace: Workspace,
  side: Side,
  wanted: Iterable<number>,
): Promise<ReadonlyMap<number, SourceText>> {
  // Whole numbers only: a list of thousands is quicker in the statement than as parameters.
  const list = Array.from(wanted, (row) => Math.trunc(row)).join(', ');
  if (list === '') return new Map();
  const sql = `SELECT row, id, title, text FROM (${tables[side]}) WHERE row IN (${list})`;
  const rows = await workspace.database.all(Row, sql);
  return new Map(rows.map((row) => [row.row, sourceText(row)]));
}

function sourceText({ row, id, title, text }: z.infer<typeof Row>): SourceText {
  return { row, id, text: `${title} ${text}`.trim() };
}

/** Documents whose whole text stands at a lower index already: row → that first row. Queries with equal text are one query. */
export async function textCopies(workspace: Workspace, side: Side): Promise<ReadonlyMap<number, number>> {
  if (side === 'queries') return new Map();
  const rows = await workspace.database.all(
    Copy,
    `SELECT copy.document AS row, first.document AS first FROM documents copy JOIN documents first ON copy.first_document = first.document
     WHERE copy.document <> first.document AND copy.title || ' ' || copy.text = first.title || ' ' || first.text`,
  );
  return new Map(rows.map(({ row, first }) => [row, first]));
}
