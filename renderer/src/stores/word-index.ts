import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SearchedTexts } from '../../../shared/ipc/tune-filter.ts';
import type { FiltersStore } from './filters.ts';
import type { JobsStore } from './jobs.ts';
import { latestValue } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

export type WordIndexState = {
  /** Texts whose words can be searched by now. */
  readonly ready: ReadonlySet<SearchedTexts>;
  /** Builds the index of the texts that are searched, as a job, unless it is there or on its way. */
  readonly prepare: () => void;
};

export type WordIndexStore = StoreApi<WordIndexState>;

/** Indexes of words: a search finds parts of texts until the one that it needs is built, and words from then on. */
export function createWordIndexStore(
  jobs: JobsStore,
  workspace: WorkspaceStore,
  filters: FiltersStore,
): WordIndexStore {
  const asked = new Set<SearchedTexts>();
  /** The data that the indexes are of: other data may come into the same folder. */
  let of: string | null = null;

  const store = createStore<WordIndexState>()((set, get) => ({
    ready: new Set(),
    prepare() {
      const { path: own } = workspace.getState();
      const { searchIn } = filters.getState().filter;
      if (own === null || asked.has(searchIn)) return;
      asked.add(searchIn);
      jobs.getState().start({
        title: `Indexing the words of the ${searchIn === 'queries' ? 'queries' : 'documents'}`,
        about: 'words',
        leaves: 'nothing',
        async work(call) {
          try {
            await call('search.prepare', { workspace: own, searchIn });
          } catch (error) {
            // Cancelled or failed: the next search begins anew.
            asked.delete(searchIn);
            throw error;
          }
          if (workspace.getState().path === own) set({ ready: new Set([...get().ready, searchIn]) });
        },
      });
    },
  }));

  function follow(): void {
    const { filter, searchAs } = filters.getState();
    const as = store.getState().ready.has(filter.searchIn) ? 'words' : 'part';
    if (filter.search !== '') store.getState().prepare();
    if (as !== filter.searchAs) searchAs(as);
  }

  filters.subscribe(follow);
  store.subscribe(follow);
  workspace.subscribe(({ path, summary }) => {
    const { data_hash } = latestValue(summary) ?? {};
    const now = data_hash === undefined ? null : JSON.stringify([path, data_hash]);
    if (now === of) return;
    of = now;
    asked.clear();
    store.setState({ ready: new Set() });
  });
  return store;
}
