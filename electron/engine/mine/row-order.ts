import type { QuerySort, Searched } from '../../../shared/ipc/view-calls.ts';
import { decidedValues, rowValue, rowValueNames } from '../../../shared/mining/row-values.ts';
import { createSorter } from '../../../shared/statistics/sort-order.ts';
import type { Task } from '../task.ts';
import type { DecidedView } from './decided-views.ts';
import type { KeyedFacts } from './row-facts.ts';
import { foundBy, shownRows, type RowChoice } from './shown-rows.ts';
import { orderByRank, textRanks } from './text-ranks.ts';

export type TableRequest = RowChoice & { readonly sort: QuerySort; readonly descending: boolean };

/** Pool rows in a table's order, and how its search was understood; null where nothing was searched. */
export type ListedRows = { readonly rows: Int32Array; readonly searched: Searched | null };

const sortOrder = createSorter();

/** The pool rows that a table shows, in its order; kept with the view, so that the next page is a slice. */
export async function rowOrder(
  view: DecidedView,
  keyed: KeyedFacts,
  request: TableRequest,
  task: Pick<Task, 'signal'>,
): Promise<ListedRows> {
  // Before what calls share, because this one may be cancelled while others wait.
  if (readsDecisions(request)) await view.decision.ofAll(task);
  const { sort, descending, search, only, filter, lossTemperature, columns, parts } = request;
  const order = [keyed.key, sort, descending, search, only, filter, lossTemperature, columns, parts];
  return view.orders.of(JSON.stringify(order), async () => {
    const found = filter === undefined ? null : await foundBy(view, filter);
    const [shown, sorted] = await Promise.all([
      shownRows(view, keyed, request),
      sortedRows(view, keyed, request, found?.fits ?? null),
    ]);
    return { rows: shown === null ? sorted : keepShown(sorted, shown), searched: found?.searched ?? null };
  });
}

/** Whether which rows are shown, or where, follows from what the setting does to each of them. */
function readsDecisions({ sort, only, columns = {} }: TableRequest): boolean {
  if (only === 'starved' || only === 'short') return true;
  return rowValueNames.some(
    (value) => decidedValues.has(value) && (sort === value || columns[value] !== undefined),
  );
}

/** Those of the rows that are shown, in their order. */
function keepShown(sorted: Int32Array, shown: Uint8Array): Int32Array {
  const kept = new Int32Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i] ?? 0;
    kept[count] = row;
    // Written either way: no branch that nobody foresees.
    count += shown[row] ?? 0;
  }
  return kept.slice(0, count);
}

/** All rows in the table's order; `fits` by query index, for the order of a search. */
async function sortedRows(
  view: DecidedView,
  keyed: KeyedFacts,
  { sort, descending }: Pick<TableRequest, 'sort' | 'descending'>,
  fits: Float64Array | null,
): Promise<Int32Array> {
  const { queries } = view.storedPool.pool;
  if (sort === 'imported') return importedOrder(queries.length, descending);
  if (sort !== 'relevance') return columnOrder(view, keyed, sort, descending);
  if (fits === null) return importedOrder(queries.length, false);
  return sortOrder(queries.length, (row) => fits[queries[row] ?? -1] ?? 0, descending);
}

/** All rows by one column; kept apart, so that other rows of the same order are sorted only once. */
async function columnOrder(
  { storedPool: { pool }, decision, orders, workspace }: DecidedView,
  { facts, key }: KeyedFacts,
  sort: Exclude<QuerySort, 'imported' | 'relevance'>,
  descending: boolean,
): Promise<Int32Array> {
  const { queries } = pool;
  const decided = decision.ofRows([]);
  const { rows } = await orders.of(JSON.stringify([key, sort, descending]), async () => ({
    rows:
      sort === 'id' || sort === 'text'
        ? orderByRank(queries, await textRanks(workspace, sort), descending)
        : sortOrder(queries.length, (row) => rowValue(decided, row, sort, facts), descending),
    searched: null,
  }));
  return rows;
}

function importedOrder(count: number, descending: boolean): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = descending ? count - 1 - i : i;
  return order;
}
