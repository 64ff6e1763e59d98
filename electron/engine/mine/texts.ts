import { z } from 'zod';
import { invariant } from '../../../shared/assert.ts';
import type { Workspace } from '../workspace/workspace.ts';

const QueryTexts = z.object({
  query: z.int(),
  id: z.string(),
  others: z.array(z.string()),
  text: z.string(),
});
export type QueryTexts = z.infer<typeof QueryTexts>;

const DocumentTexts = z.object({ document: z.int(), id: z.string(), title: z.string(), text: z.string() });
export type DocumentTexts = z.infer<typeof DocumentTexts>;

/** Ids and texts of a page of queries, by index. `others` are further ids under which the same text came. */
export async function queryTexts(
  workspace: Workspace,
  queries: readonly number[],
): Promise<ReadonlyMap<number, QueryTexts>> {
  if (queries.length === 0) return new Map();
  const rows = await workspace.database.all(
    QueryTexts,
    `SELECT query, id, query_ids AS others, text FROM queries WHERE ${rowsOf('queries', 'query', queries)}`,
  );
  return new Map(rows.map((row) => [row.query, row]));
}

/** Ids and texts of some documents, by index. */
export async function documentTexts(
  workspace: Workspace,
  documents: readonly number[],
): Promise<ReadonlyMap<number, DocumentTexts>> {
  if (documents.length === 0) return new Map();
  const rows = await workspace.database.all(
    DocumentTexts,
    `SELECT document, id, title, text FROM documents WHERE ${rowsOf('documents', 'document', documents)}`,
  );
  return new Map(rows.map((row) => [row.document, row]));
}

/** Ids of some documents, by index. */
export async function documentIds(
  workspace: Workspace,
  documents: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (documents.length === 0) return new Map();
  const rows = await workspace.database.all(
    DocumentTexts.pick({ document: true, id: true }),
    `SELECT document, id FROM documents WHERE ${rowsOf('documents', 'document', documents)}`,
  );
  return new Map(rows.map(({ document, id }) => [document, id]));
}

/**
 * A condition for rows anywhere in a table: they are found by their index alone, so that texts of other rows are not read on the way (a
 * third of the time for fifty of a million). Indexes come from typed arrays, never from data; as one text they cost no parameter each.
 */
function rowsOf(table: 'queries' | 'documents', index: string, indexes: readonly number[]): string {
  invariant(indexes.every(Number.isInteger), 'indexes are whole numbers');
  return `rowid IN (SELECT rowid FROM ${table} WHERE ${index} IN (${indexes.join(',')}))`;
}
