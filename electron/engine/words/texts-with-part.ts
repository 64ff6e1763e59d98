import { TextColumn } from '../../../shared/ipc/view-calls.ts';
import type { Workspace } from '../workspace/workspace.ts';

const holds: Readonly<Record<TextColumn, string>> = {
  text: 'contains(lower(text), lower($1))',
  id: `(contains(lower(id), lower($1)) OR len(list_filter(query_ids, x -> contains(lower(x), lower($1)))) > 0)`,
};

/** Queries whose text, or one of whose ids, contains `part`, case aside; ascending. */
export function queriesWithPart(
  workspace: Workspace,
  part: string,
  columns: readonly TextColumn[] = TextColumn.options,
): Promise<Int32Array> {
  const condition = columns.map((column) => holds[column]).join(' OR ');
  return indexes(workspace, `SELECT query FROM queries WHERE ${condition} ORDER BY query`, part);
}

/** Queries one of whose ids is `id`, case aside. */
export function queriesWithId(workspace: Workspace, id: string): Promise<Int32Array> {
  return indexes(
    workspace,
    `SELECT query FROM queries
     WHERE lower(id) = lower($1) OR len(list_filter(query_ids, x -> lower(x) = lower($1))) > 0
     ORDER BY query`,
    id,
  );
}

/** First documents whose title, text or id contains `part`, case aside; ascending. */
export function documentsWithPart(workspace: Workspace, part: string): Promise<Int32Array> {
  return indexes(
    workspace,
    `SELECT DISTINCT first_document FROM documents
     WHERE contains(lower(title || ' ' || text), lower($1)) OR contains(lower(id), lower($1))
     ORDER BY first_document`,
    part,
  );
}

async function indexes(workspace: Workspace, sql: string, text: string): Promise<Int32Array> {
  const found: number[] = [];
  for await (const [column = []] of workspace.database.chunks(sql, [text]))
    for (const index of column) found.push(Number(index));
  return Int32Array.from(found);
}
