import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import {
  followsSettings,
  noFilter,
  type TuneFilter,
  type TuneRange,
} from '../../../shared/ipc/tune-filter.ts';
import type {
  NumberColumn,
  QueryRow,
  QuerySort,
  Searched,
  TextColumn,
  View,
} from '../../../shared/ipc/view-calls.ts';
import { latestOnly } from './latest-only.ts';
import { blockSize, blocksToLoad, putRows, type Blocks, type Stamp } from './row-blocks.ts';
import { toAppError } from './request.ts';

export type QueryFilter = 'all' | 'starved' | 'short' | 'with-suspects';

/** Which queries are listed, and in which order. The engine sorts and filters. */
export type QueryOrder = {
  readonly sort: QuerySort;
  readonly descending: boolean;
  readonly only: QueryFilter;
  /** Columns held to a range. */
  readonly columns: Readonly<Partial<Record<NumberColumn, TuneRange>>>;
  /** Columns held to a part of their text. */
  readonly parts: Readonly<Partial<Record<TextColumn, string>>>;
};

/** What is brushed or searched on the charts. */
export type RowFilter = { readonly filter: TuneFilter; readonly lossTemperature: number | null };

export type QueriesState = {
  readonly order: QueryOrder;
  /** Rows that match; null before the first answer. */
  readonly total: number | null;
  readonly blocks: Blocks;
  /** What the rows on screen should show by now; blocks of an older stamp are on their way. */
  readonly stamp: Stamp;
  readonly error: AppError | null;
  /** Another order or filter was asked for and takes longer than a moment. */
  readonly isLate: boolean;
  /** How the search was understood; null without one. */
  readonly searched: Searched | null;
  /** The row that somebody asked to see; another object each time. */
  readonly jump: { readonly to: number } | null;
  readonly jumpTo: (position: number) => void;
  readonly setOrder: (patch: Partial<QueryOrder>) => void;
  readonly setView: (view: View, rows?: RowFilter) => void;
  /** Every row of a part of the list, at most 500. */
  readonly fetchRows: (from: number, to: number) => Promise<readonly QueryRow[]>;
  /** Says which rows are on screen; loads what is missing or out of date there, then around it. */
  readonly show: (first: number, last: number) => void;
  /** One row of the list, wherever it lies. */
  readonly fetchRow: (position: number) => Promise<QueryRow | null>;
  /** Reads the rows again: something about them is known now that was not. */
  readonly refresh: () => void;
  /** Gives up rows that are on their way: `setView` will ask for them again. */
  readonly pause: () => void;
  /** Forgets the rows; the order stays. */
  readonly reset: () => void;
};

export type QueriesStore = StoreApi<QueriesState>;

type Question = {
  readonly view: View;
  readonly order: QueryOrder;
  readonly rows: RowFilter;
  readonly stamp: Stamp;
  readonly from: number;
  readonly to: number;
};

/** No column is held to anything. */
export const nothingHeld = { columns: {}, parts: {} } as const satisfies Partial<QueryOrder>;

export const startOrder: QueryOrder = { sort: 'imported', descending: false, only: 'all', ...nothingHeld };

/** Whether a column is held to something. */
export function isHeld({ columns, parts }: QueryOrder): boolean {
  return Object.keys(columns).length + Object.keys(parts).length > 0;
}

const allRows: RowFilter = { filter: noFilter, lossTemperature: null };

/** Columns that stay in order while a threshold moves. */
const fixedSorts: readonly QuerySort[] = ['imported', 'id', 'text', 'relevance', 'topScore', 'positives'];

/** How long rows of the order before stay without a word. */
const lateMs = 300;

/** The list of queries: pages of it around what is on screen, never the whole. */
export function createQueriesStore(api: Client): QueriesStore {
  return createStore<QueriesState>()((set, get) => {
    let view: View | null = null;
    let rowFilter = allRows;
    let visible = { first: 0, last: 0 };
    let lateness: ReturnType<typeof setTimeout> | undefined;

    const latest = latestOnly<Question, Output<'queries.page'>>({
      work: (question, signal) =>
        api.call(
          'queries.page',
          {
            ...question.view,
            ...question.order,
            ...question.rows,
            offset: question.from * blockSize,
            limit: (question.to - question.from + 1) * blockSize,
          },
          { signal },
        ),
      onValue({ total, rows, searched }, question) {
        if (question.stamp.epoch !== get().stamp.epoch) return;
        const blocks = putRows(
          get().blocks,
          question.from,
          rows,
          total,
          question.stamp,
          Math.floor(visible.first / blockSize),
        );
        arrive();
        set({ total, blocks, searched, error: null });
        load();
      },
      onError(thrown) {
        const error = toAppError(thrown);
        arrive();
        if (error.code !== 'cancelled' && error.code !== 'host-exited') set({ error });
      },
    });

    function arrive(): void {
      clearTimeout(lateness);
      if (get().isLate) set({ isLate: false });
    }

    function load(): void {
      const { order, stamp, blocks, total } = get();
      if (!view) return;
      const range = blocksToLoad(blocks, stamp, visible, total);
      if (range) latest.ask({ view, order, rows: rowFilter, stamp, ...range });
    }

    return {
      order: startOrder,
      total: null,
      blocks: new Map(),
      stamp: { epoch: 0, generation: 0 },
      error: null,
      isLate: false,
      searched: null,
      jump: null,
      jumpTo: (to) => set({ jump: { to } }),
      setOrder(patch) {
        const { stamp, order } = get();
        // Rows of the list before, often only those around the screen, would be waited for and thrown away.
        latest.cancel();
        clearTimeout(lateness);
        if (view !== null) lateness = setTimeout(() => set({ isLate: true }), lateMs);
        set({ order: { ...order, ...patch }, stamp: { ...stamp, epoch: stamp.epoch + 1 } });
        load();
      },
      setView(next, rows = allRows) {
        const { stamp, order } = get();
        const isOtherList =
          view?.teacher !== next.teacher || view.split !== next.split || view.supplied !== next.supplied;
        const isOtherFilter = JSON.stringify(rows) !== JSON.stringify(rowFilter);
        const mayReorder =
          !fixedSorts.includes(order.sort) ||
          order.only !== 'all' ||
          followsSettings(rows.filter) ||
          Object.keys(order.columns).length > 0;
        view = next;
        rowFilter = rows;
        set({
          stamp: {
            epoch: stamp.epoch + (isOtherList || isOtherFilter || mayReorder ? 1 : 0),
            generation: stamp.generation + 1,
          },
        });
        load();
      },
      show(first, last) {
        visible = { first, last };
        load();
      },
      async fetchRow(position) {
        return position < 0 ? null : ((await get().fetchRows(position, position + 1))[0] ?? null);
      },
      async fetchRows(from, to) {
        if (!view || to <= from) return [];
        const { rows } = await api.call('queries.page', {
          ...view,
          ...get().order,
          ...rowFilter,
          offset: from,
          limit: to - from,
        });
        return rows;
      },
      pause: latest.cancel,
      refresh() {
        const { stamp } = get();
        set({ stamp: { epoch: stamp.epoch + 1, generation: stamp.generation + 1 } });
        load();
      },
      reset() {
        latest.cancel();
        arrive();
        view = null;
        const { stamp } = get();
        set({ total: null, blocks: new Map(), error: null, stamp: { ...stamp, epoch: stamp.epoch + 1 } });
      },
    };
  });
}
