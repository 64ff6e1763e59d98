import type { QuerySort } from '../../../shared/ipc/view-calls.ts';
import { rowShortage, rowValue, rowValues } from '../../../shared/mining/row-values.ts';
import { sortOrder } from '../../../shared/statistics/sort-order.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { DecidedView } from './decided-views.ts';

export type TableRequest = {
  readonly sort: QuerySort;
  readonly descending: boolean;
  /** Case-insensitive part of the query's text or of one of its ids. */
  readonly search: string;
  readonly only: 'all' | 'starved' | 'short' | 'with-suspects';
};

/** The pool rows that a table shows, in its order; kept with the view, so that the next page is a slice. */
export function rowOrder(view: DecidedView, request: TableRequest): Promise<Int32Array> {
  const { sort, descending, search, only } = request;
  return view.orders.of(JSON.stringify([sort, descending, search, only]), async () => {
    const { decided } = view;
    const sorted =
      sort === 'imported'
        ? importedOrder(decided.pool.queries.length, descending)
        : sortOrder(rowValues(decided, sort), descending);
    const found = search === '' ? null : await queriesWith(view.workspace, search);
    return sorted.filter(
      (row) => passes(view, row, only) && (found === null || found.has(decided.pool.queries[row] ?? -1)),
    );
  });
}

function importedOrder(count: number, descending: boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => (descending ? count - 1 - i : i));
}

function passes({ decided }: DecidedView, row: number, only: TableRequest['only']): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'starved':
      return rowShortage(decided, row).starved;
    case 'short':
      return rowShortage(decided, row).short;
    case 'with-suspects':
      return rowValue(decided, row, 'suspects') > 0;
  }
}

/** Queries whose text or one of whose ids contains `search`, case aside. */
export async function queriesWith(workspace: Workspace, search: string): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const rows = workspace.database.chunks(
    `SELECT query FROM queries
     WHERE contains(lower(text), lower($1)) OR contains(lower(id), lower($1))
       OR len(list_filter(query_ids, x -> contains(lower(x), lower($1)))) > 0`,
    [search],
  );
  for await (const [queries = []] of rows) for (const query of queries) found.add(Number(query));
  return found;
}
