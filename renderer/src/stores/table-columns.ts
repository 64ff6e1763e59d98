import { createStore, type StoreApi } from 'zustand/vanilla';

export type TableColumns = {
  /** Columns of the queries table that are not shown. */
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (column: string) => void;
};

export type TableColumnsStore = StoreApi<TableColumns>;

const storageKey = 'negscope.hidden-columns';

/** Shown when somebody asks for them: the first is not everybody's, the second takes time, the third is in the strip, too. */
const hiddenAtFirst: readonly string[] = ['selectedSuspects', 'ndcg', 'top'];

/** Which columns the queries table shows; remembered on this computer. */
export function createTableColumnsStore(): TableColumnsStore {
  return createStore<TableColumns>()((set, get) => ({
    hidden: readHidden(),
    toggle(column) {
      const hidden = new Set(get().hidden);
      if (!hidden.delete(column)) hidden.add(column);
      try {
        localStorage.setItem(storageKey, JSON.stringify([...hidden]));
      } catch {
        // Without storage the choice lasts for this window.
      }
      set({ hidden });
    },
  }));
}

function readHidden(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return new Set(Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : hiddenAtFirst);
  } catch {
    return new Set(hiddenAtFirst);
  }
}
