import { TextColumn } from '../../../shared/ipc/view-calls.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createRecent, type Recent } from './recent.ts';

const known = new WeakMap<Workspace, Recent<Int32Array>>();

/** Ids as people count: numbers in them by value (q2 before q10), letters whatever their case. */
const naturally = String.raw`list_transform(
  regexp_extract_all(id, '\d+|\D+'),
  lambda part: CASE WHEN part[1] BETWEEN '0' AND '9' AND length(part) < 20 THEN lpad(part, 20, '0') ELSE lower(part) END
), id`;

const orders: Readonly<Record<TextColumn, string>> = {
  // The root order of Unicode's collation: letters before case and accents, in any script.
  text: 'text COLLATE en',
  id: naturally,
};

/** Each query's place among all queries in order of a text, by query index; sorted once per workspace (seconds for a million). */
export function textRanks(workspace: Workspace, column: TextColumn): Promise<Int32Array> {
  const ranks = known.get(workspace) ?? createRecent<Int32Array>(TextColumn.options.length);
  known.set(workspace, ranks);
  return ranks.of(column, () => rankTexts(workspace, column));
}

async function rankTexts(workspace: Workspace, column: TextColumn): Promise<Int32Array> {
  const { queryCount } = await workspace.dataSet();
  const ranks = new Int32Array(queryCount);
  let place = 0;
  const sql = `SELECT query FROM queries ORDER BY ${orders[column]}, query`;
  for await (const chunk of workspace.database.dataChunks(sql)) {
    const queries = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) ranks[Number(queries.getItem(row))] = place++;
  }
  return ranks;
}

/** Rows in the order of their queries' ranks. No two queries share a rank, so each goes straight to its place. */
export function orderByRank(queries: Int32Array, ranks: Int32Array, descending: boolean): Int32Array {
  const rowAt = new Int32Array(ranks.length).fill(-1);
  const last = ranks.length - 1;
  for (let row = 0; row < queries.length; row++) {
    const rank = ranks[queries[row] ?? 0] ?? 0;
    rowAt[descending ? last - rank : rank] = row;
  }
  if (queries.length === ranks.length) return rowAt;
  let count = 0;
  for (let i = 0; i < rowAt.length; i++) {
    const row = rowAt[i] ?? -1;
    if (row >= 0) rowAt[count++] = row;
  }
  return rowAt.slice(0, count);
}
