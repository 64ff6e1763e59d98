import { columnNames, findColumn } from '../files/column-names.ts';
import { isFields } from '../rows/json-fields.ts';
import { readId, readScore, readText, type Read } from './cell-values.ts';
import type { NamedDocument } from './example.ts';

export type ScoredDocument = { readonly document: NamedDocument; readonly score: number | null };

/**
 * The documents in a cell: a text, an object with `text` (and `docid`, `title`, `score`), an object with only an id, or a list
 * of these. Absent and null are no documents. `ids`: a bare text is an id of the corpus.
 */
export function readDocuments(cell: unknown, name: string, ids = false): Read<readonly ScoredDocument[]> {
  if (cell === undefined || cell === null) return { value: [] };
  const documents: ScoredDocument[] = [];
  const items: readonly unknown[] = Array.isArray(cell) ? cell : [cell];
  for (const item of items) {
    const document = isFields(item) ? fromFields(item, name) : fromScalar(item, name, ids);
    if (document.problem !== undefined) return document;
    documents.push(document.value);
  }
  return { value: documents };
}

function fromScalar(item: unknown, name: string, ids: boolean): Read<ScoredDocument> {
  const read = ids ? readId(item, name) : readText(item, name);
  if (read.problem !== undefined) return read;
  const document = ids ? { id: read.value, text: null } : { id: null, title: '', text: read.value };
  return { value: { document, score: null } };
}

function fromFields(item: Readonly<Record<string, unknown>>, name: string): Read<ScoredDocument> {
  const columns = Object.keys(item);
  const idColumn = findColumn(columns, columnNames.textId);
  const idValue = idColumn === undefined ? null : item[idColumn];
  const id =
    idValue === null || idValue === undefined || idValue === '' ? null : readId(idValue, `${name}.id`);
  if (id?.problem !== undefined) return id;
  const score = readScore(item['score'], `${name}.score`);
  if (score.value === undefined) return { problem: score.problem };
  const textColumn = findColumn(columns, columnNames.text);
  if (textColumn === undefined || item[textColumn] === null) {
    if (id === null) return { problem: `"${name}" has neither id nor text` };
    return { value: { document: { id: id.value, text: null }, score: score.value } };
  }
  const text = readText(item[textColumn], `${name}.${textColumn}`);
  if (text.problem !== undefined) return text;
  const title = readText(item['title'] ?? '', `${name}.title`);
  if (title.problem !== undefined) return title;
  return {
    value: { document: { id: id?.value ?? null, title: title.value, text: text.value }, score: score.value },
  };
}
