import { z } from 'zod';
import { isAmong } from '../workspace/among-indexes.ts';
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
    `SELECT query, id, query_ids AS others, text FROM queries WHERE ${isAmong('query', queries)}`,
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
    `SELECT document, id, title, text FROM documents WHERE ${isAmong('document', documents)}`,
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
    `SELECT document, id FROM documents WHERE ${isAmong('document', documents)}`,
  );
  return new Map(rows.map(({ document, id }) => [document, id]));
}
