import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { latestOnly } from './latest-only.ts';
import type { QueriesStore } from './queries.ts';
import { asRunning, idle, latestValue, toAppError, type Request } from './request.ts';
import { rowAt } from './row-blocks.ts';

export type QueryDetail = Output<'query.candidates'>;

/** A query as a list names it. */
export type NamedQuery = { readonly query: number; readonly id: string; readonly text: string };

export type QueryState = {
  /** The query that is read, as the list named it; null before one was opened. */
  readonly opened: NamedQuery | null;
  /** Its place in the table's order. */
  readonly position: number | null;
  /** While it is on its way, the one before of the same query; those of another are not kept. */
  readonly detail: Request<QueryDetail>;
  /** The candidate whose text is shown, by document index; null means the first selected one. */
  readonly document: number | null;
  readonly open: (query: NamedQuery, position: number) => void;
  /** The next (+1) or previous (−1) query of the table. */
  readonly step: (by: 1 | -1) => Promise<void>;
  readonly select: (document: number) => void;
  readonly setView: (view: View | null) => void;
  /** Asks again: something was said or decided about its candidates. */
  readonly refresh: () => void;
  readonly reset: () => void;
};

export type QueryStore = StoreApi<QueryState>;

/** The one query that is read. */
export function createQueryStore(api: Client, queries: QueriesStore): QueryStore {
  return createStore<QueryState>()((set, get) => {
    let view: View | null = null;
    const latest = latestOnly<{ readonly view: View; readonly query: number }, QueryDetail>({
      work: (question, signal) =>
        api.call('query.candidates', { ...question.view, query: question.query }, { signal }),
      onValue(value, { query }) {
        if (query === get().opened?.query) set({ detail: { kind: 'ready', value } });
      },
      onError(thrown, { query }) {
        const error = toAppError(thrown);
        if (query !== get().opened?.query || error.code === 'cancelled' || error.code === 'host-exited')
          return;
        set({ detail: { kind: 'failed', error, value: null } });
      },
    });
    function ask(): void {
      const { opened } = get();
      if (!view || opened === null) return;
      set({ detail: asRunning(get().detail) });
      latest.ask({ view, query: opened.query });
    }
    return {
      opened: null,
      position: null,
      detail: idle,
      document: null,
      open(opened, position) {
        const { detail } = get();
        // Numbers of one query never stand under the name of another.
        const isSame = latestValue(detail)?.query.query === opened.query;
        set({ opened, position, document: null, detail: isSame ? detail : idle });
        ask();
      },
      async step(by) {
        const { position } = get();
        const { blocks, total, fetchRow } = queries.getState();
        if (position === null) return;
        const next = position + by;
        if (next < 0 || (total !== null && next >= total)) return;
        const row = rowAt(blocks, next) ?? (await fetchRow(next).catch(() => null));
        if (row && get().position === position) get().open(row, next);
      },
      select: (document) => set({ document }),
      setView(next) {
        view = next;
        ask();
      },
      refresh: ask,
      reset() {
        latest.cancel();
        view = null;
        set({ opened: null, position: null, detail: idle, document: null });
      },
    };
  });
}
