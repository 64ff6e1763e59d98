import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from './request.ts';
import type { Stores } from './stores.ts';

/** Something that went wrong in this window, with the time it was noticed. */
export type NotedError = {
  readonly id: number;
  readonly at: Date;
  readonly title: string;
  readonly error: AppError;
};

export type ErrorsState = { readonly noted: readonly NotedError[]; readonly clear: () => void };
export type ErrorsStore = StoreApi<ErrorsState>;

const most = 200;

/** Everything that went wrong since the window was opened: failed work, what was shown over a screen, and what nobody caught. */
export function createErrorsStore(
  stores: Pick<Stores, 'navigation' | 'jobs' | 'engine'>,
  page: Window,
): ErrorsStore {
  let nextId = 1;
  const store = createStore<ErrorsState>()((set) => ({ noted: [], clear: () => set({ noted: [] }) }));
  function note(title: string, thrown: unknown): void {
    const entry = { id: nextId++, at: new Date(), title, error: toAppError(thrown) };
    store.setState(({ noted }) => ({ noted: [entry, ...noted].slice(0, most) }));
  }
  stores.navigation.subscribe(({ overlay }, before) => {
    if (overlay.kind === 'error' && overlay !== before.overlay) note(overlay.title, overlay.error);
  });
  stores.jobs.subscribe(({ jobs }, before) => {
    for (const job of jobs) {
      const old = before.jobs.find(({ id }) => id === job.id);
      if (job.status.kind === 'failed' && old?.status.kind !== 'failed')
        note(`${job.title} failed`, job.status.error);
    }
  });
  stores.engine.subscribe(({ state, reason }, before) => {
    if (state !== before.state && state !== 'running')
      note('The engine stopped', reason ?? 'for no known reason');
  });
  page.addEventListener('error', (event) =>
    note('Something in the window failed', event.error ?? event.message),
  );
  page.addEventListener('unhandledrejection', (event) =>
    note('Something in the window failed', event.reason),
  );
  return store;
}
