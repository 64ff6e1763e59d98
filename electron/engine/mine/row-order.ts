import type { QuerySort, Searched } from '../../../shared/ipc/view-calls.ts';
import type { TuneFilter, TuneRange } from '../../../shared/ipc/tune-filter.ts';
import { rowShortage, rowValue, rowValueNames, type RowValue } from '../../../shared/mining/row-values.ts';
import { createSorter } from '../../../shared/statistics/sort-order.ts';
import { rowsByLoss } from '../../../shared/tuning/rows-by-loss.ts';
import { isRowShown } from '../../../shared/tuning/tabulate-pool.ts';
import { isInside } from '../../../shared/tuning/tune-request.ts';
import { findQueries, type Search } from '../words/find-queries.ts';
import { heldQueries, type TextParts } from '../words/held-queries.ts';
import type { KeyedFacts } from './row-facts.ts';
import { decisionMaterial } from './decide-stored-pool.ts';
import type { DecidedView } from './decided-views.ts';
import { orderByRank, textRanks } from './text-ranks.ts';

export type TableRequest = {
  readonly sort: QuerySort;
  readonly descending: boolean;
  /** Case-insensitive part of the query's text or of one of its ids. */
  readonly search: string;
  readonly only: 'all' | 'starved' | 'short' | 'with-suspects';
  readonly filter?: TuneFilter | undefined;
  readonly lossTemperature?: number | null | undefined;
  readonly columns?: Partial<Record<RowValue, TuneRange>> | undefined;
  /** What texts and ids must hold. */
  readonly parts?: TextParts | undefined;
};

/** Pool rows in a table's order, and how its search was understood; null where nothing was searched. */
export type ListedRows = { readonly rows: Int32Array; readonly searched: Searched | null };

const sortOrder = createSorter();

/** The pool rows that a table shows, in its order; kept with the view, so that the next page is a slice. */
export function rowOrder(view: DecidedView, keyed: KeyedFacts, request: TableRequest): Promise<ListedRows> {
  const {
    sort,
    descending,
    search,
    only,
    filter,
    lossTemperature = null,
    columns = {},
    parts = {},
  } = request;
  const { facts } = keyed;
  const order = [keyed.key, sort, descending, search, only, filter, lossTemperature, columns, parts];
  const key = JSON.stringify(order);
  return view.orders.of(key, async () => {
    const { decided } = view;
    const { queries } = decided.pool;
    const searches: Search[] = [
      { search, searchIn: 'queries', searchAs: 'part' },
      ...(filter === undefined ? [] : [filter]),
    ];
    const found = await Promise.all(
      searches.map(async (one) =>
        one.search.trim() === '' ? null : findQueries(view.workspace, view.storedPool, one),
      ),
    );
    const [, byFilter = null] = found;
    const sorted = await sortedRows(view, keyed, request, byFilter?.fits ?? null);
    const isBrushed =
      filter === undefined || !narrows(filter) ? null : await brushedRows(view, filter, lossTemperature);
    const bounds = [...columnBounds(columns)];
    const held = await heldQueries(view.workspace, parts);
    const isWhole = found.every((one) => one === null) && held.length === 0 && bounds.length === 0;
    if (only === 'all' && isWhole && isBrushed === null)
      return { rows: sorted, searched: byFilter?.searched ?? null };
    const rows = sorted.filter(
      (row) =>
        passes(view, row, only) &&
        found.every((some) => some === null || !Number.isNaN(some.fits[queries[row] ?? -1])) &&
        held.every((mask) => mask[queries[row] ?? -1] === 1) &&
        (isBrushed === null || isBrushed(row)) &&
        bounds.every(([column, range]) => isInside(range, rowValue(decided, row, column, facts))),
    );
    return { rows, searched: byFilter?.searched ?? null };
  });
}

/** All rows in the table's order; `fits` by query index, for the order of a search. */
async function sortedRows(
  view: DecidedView,
  keyed: KeyedFacts,
  { sort, descending }: Pick<TableRequest, 'sort' | 'descending'>,
  fits: Float64Array | null,
): Promise<Int32Array> {
  const { queries } = view.decided.pool;
  if (sort === 'imported') return importedOrder(queries.length, descending);
  if (sort !== 'relevance') return columnOrder(view, keyed, sort, descending);
  if (fits === null) return importedOrder(queries.length, false);
  return sortOrder(queries.length, (row) => fits[queries[row] ?? -1] ?? 0, descending);
}

/** All rows by one column; kept apart, so that other rows of the same order are sorted only once. */
async function columnOrder(
  { decided, orders, workspace }: DecidedView,
  { facts, key }: KeyedFacts,
  sort: Exclude<QuerySort, 'imported' | 'relevance'>,
  descending: boolean,
): Promise<Int32Array> {
  const { queries } = decided.pool;
  const { rows } = await orders.of(JSON.stringify([key, sort, descending]), async () => ({
    rows:
      sort === 'id' || sort === 'text'
        ? orderByRank(queries, await textRanks(workspace, sort), descending)
        : sortOrder(queries.length, (row) => rowValue(decided, row, sort, facts), descending),
    searched: null,
  }));
  return rows;
}

/** Whether a row has a candidate inside all brushed ranges and of the fate asked for, and a loss inside the brushed one. */
async function brushedRows(
  { decided, workspace, storedPool }: DecidedView,
  { score, difference, rank, loss, fate: asked }: TuneFilter,
  lossTemperature: number | null,
): Promise<(row: number) => boolean> {
  const { pool, settings, units } = decided;
  const material = {
    ...(asked === null && loss === null ? { pool } : await decisionMaterial(workspace, storedPool, settings)),
    labels: null,
    ordered: false,
  };
  const byLoss =
    loss === null || lossTemperature === null ? null : rowsByLoss(material, settings, lossTemperature, loss);
  const fate = asked === null ? null : { fate: asked, settings };
  const filter = { rows: byLoss, score, difference, rank, fate };
  return (row) => isRowShown(material, filter, units, row, decided.suspectBounds[row] ?? Number.NaN);
}

/** Whether it hides candidates; text only chooses queries. */
function narrows({ score, difference, rank, loss, fate }: TuneFilter): boolean {
  return score !== null || difference !== null || rank !== null || loss !== null || fate !== null;
}

function* columnBounds(
  columns: NonNullable<TableRequest['columns']>,
): Generator<readonly [RowValue, TuneRange]> {
  for (const column of rowValueNames) {
    const range = columns[column];
    if (range !== undefined) yield [column, range];
  }
}

function importedOrder(count: number, descending: boolean): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = descending ? count - 1 - i : i;
  return order;
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
