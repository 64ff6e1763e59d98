import { createStore, type StoreApi } from 'zustand/vanilla';
import { brushKinds, type BrushKind } from '../../../shared/tuning/brush-index.ts';
import {
  noFilter,
  type CandidateFate,
  type SearchedTexts,
  type TuneFilter,
  type TuneRange,
} from '../../../shared/ipc/tune-filter.ts';

export type FiltersState = {
  readonly filter: TuneFilter;
  /** Of the InfoNCE loss, in units of the teacher's score. */
  readonly lossTemperature: number;
  readonly setLossTemperature: (temperature: number) => void;
  /** Holds one kind of number to a range; null lets it go. */
  readonly brush: (kind: BrushKind, range: TuneRange | null) => void;
  /** Holds candidates to what became of them; null lets all of them be shown. */
  readonly hold: (fate: CandidateFate | null) => void;
  readonly search: (text: string) => void;
  readonly searchIn: (texts: SearchedTexts) => void;
  readonly searchAs: (how: TuneFilter['searchAs']) => void;
  readonly clear: () => void;
};

export type FiltersStore = StoreApi<FiltersState>;

/** The one selection that all views of the tuning screen share. */
export function createFiltersStore(): FiltersStore {
  return createStore<FiltersState>()((set, get) => ({
    filter: noFilter,
    lossTemperature: 0.02,
    // A range of another temperature's losses means nothing.
    setLossTemperature: (lossTemperature) =>
      set({ lossTemperature, filter: { ...get().filter, loss: null } }),
    brush(kind, range) {
      if (JSON.stringify(get().filter[kind]) === JSON.stringify(range)) return;
      set({ filter: { ...get().filter, [kind]: range } });
    },
    hold: (fate) => set({ filter: { ...get().filter, fate } }),
    search: (search) => set({ filter: { ...get().filter, search } }),
    searchIn: (searchIn) => set({ filter: { ...get().filter, searchIn } }),
    searchAs: (searchAs) => set({ filter: { ...get().filter, searchAs } }),
    clear() {
      const { searchIn, searchAs } = get().filter;
      set({ filter: { ...noFilter, searchIn, searchAs } });
    },
  }));
}

/** The filter as others are asked: how would be searched is nothing to ask about while nothing is. */
export function askedFilter(filter: TuneFilter): TuneFilter {
  const { searchIn, searchAs } = noFilter;
  return filter.search.trim() === '' ? { ...filter, search: '', searchIn, searchAs } : filter;
}

/** Whether anything is brushed or searched. */
export function isFiltered(filter: TuneFilter): boolean {
  return filter.search !== '' || filter.fate !== null || brushKinds.some((kind) => filter[kind] !== null);
}
