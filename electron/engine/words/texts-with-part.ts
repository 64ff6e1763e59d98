import { DuckDBBitValue } from '@duckdb/node-api';
import { invariant } from '../../../shared/assert.ts';
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
  return queriesWhere(workspace, columns.map((column) => holds[column]).join(' OR '), part);
}

/** Queries one of whose ids is `id`, case aside. */
export function queriesWithId(workspace: Workspace, id: string): Promise<Int32Array> {
  const condition = `lower(id) = lower($1) OR len(list_filter(query_ids, x -> lower(x) = lower($1))) > 0`;
  return queriesWhere(workspace, condition, id);
}

async function queriesWhere(workspace: Workspace, condition: string, text: string): Promise<Int32Array> {
  const { queryCount } = await workspace.dataSet();
  return indexes(workspace, queryCount, 'query', `queries WHERE ${condition}`, text);
}

/** First documents whose title, text or id contains `part`, case aside; ascending. */
export async function documentsWithPart(workspace: Workspace, part: string): Promise<Int32Array> {
  const { documentCount } = await workspace.dataSet();
  const from = `documents WHERE contains(lower(title || ' ' || text), lower($1)) OR contains(lower(id), lower($1))`;
  return indexes(workspace, documentCount, 'first_document', from, part);
}

/** Those of 0 to `count` − 1 that are in a column, as one string of bits: a million numbers one by one take longer than finding them. */
async function indexes(
  workspace: Workspace,
  count: number,
  column: string,
  from: string,
  text: string,
): Promise<Int32Array> {
  const found = new Int32Array(count);
  if (count === 0) return found;
  let length = 0;
  const sql = `SELECT bitstring_agg(${column}, 0, ${count - 1}) FROM ${from}`;
  for await (const [[bits = null] = []] of workspace.database.chunks(sql, [text])) {
    if (bits === null) continue;
    invariant(bits instanceof DuckDBBitValue, 'bits are bits');
    for (let i = 0; i < count; i++) if (bits.getBool(i)) found[length++] = i;
  }
  return found.slice(0, length);
}
