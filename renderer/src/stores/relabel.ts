import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import type { NavigationStore } from './navigation.ts';
import type { QueryStore } from './query.ts';
import type { WorkspaceStore } from './workspace.ts';

export type DecisionList = Output<'relabel.list'>;
export type RelabelRuleChoice = Omit<Input<'relabel.rule'>, 'workspace' | 'preview'>;
type Pair = { readonly query: number; readonly document: number };

export type RelabelState = {
  /** How many decisions are in force, the newest of them, and what can be taken back; null before it is known. */
  readonly list: DecisionList | null;
  readonly refresh: () => Promise<void>;
  /** As one step; null takes the pairs' decisions away. */
  readonly decide: (pairs: readonly Pair[], action: RelabelAction | null) => Promise<void>;
  readonly byRule: (choice: RelabelRuleChoice) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  readonly reset: () => void;
};

export type RelabelStore = StoreApi<RelabelState>;

/** How many of the newest decisions are listed. */
export const mostListed = 200;

/** Decisions on top of the data: made here, kept by the engine, honoured by exports. */
export function createRelabelStore(
  api: Client,
  workspace: WorkspaceStore,
  navigation: NavigationStore,
  query: QueryStore,
): RelabelStore {
  return createStore<RelabelState>()((set) => {
    const path = (): string => workspace.getState().path ?? '';

    async function read(): Promise<void> {
      const asked = path();
      const list = await api.call('relabel.list', { workspace: asked, limit: mostListed });
      if (asked === path()) set({ list });
    }
    async function change(title: string, work: () => Promise<unknown>): Promise<void> {
      try {
        await work();
        query.getState().refresh();
        await read();
      } catch (error) {
        navigation.getState().showError(title, error);
      }
    }
    return {
      list: null,
      async refresh() {
        // Whoever shows the list asks again; a count that is missing is not shown.
        if (path() !== '') await read().catch(() => undefined);
      },
      decide: (pairs, action) =>
        change('The decision could not be kept', () =>
          api.call('relabel.decide', { workspace: path(), pairs: [...pairs], action }),
        ),
      byRule: (choice) =>
        change('The pairs could not be relabelled', () =>
          api.call('relabel.rule', { workspace: path(), ...choice }),
        ),
      undo: () =>
        change('The step could not be taken back', () => api.call('relabel.undo', { workspace: path() })),
      redo: () =>
        change('The step could not be done again', () => api.call('relabel.redo', { workspace: path() })),
      reset: () => set({ list: null }),
    };
  });
}
