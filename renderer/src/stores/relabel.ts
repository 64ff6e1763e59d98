import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { movedText } from './moved-step-text.ts';
import type { NavigationStore } from './navigation.ts';
import type { QueryStore } from './query.ts';
import type { WorkspaceStore } from './workspace.ts';

export type DecisionList = Output<'relabel.list'>;
export type RelabelRuleChoice = Omit<Input<'relabel.rule'>, 'workspace' | 'preview'>;
type Pair = { readonly query: number; readonly document: number };

export type RelabelState = {
  /** How many decisions are in force, the newest of them, and what can be taken back; null before it is known. */
  readonly list: DecisionList | null;
  /** When the steps of this window that are in force were made, and those that were taken back (ms of its clock), the latest last. */
  readonly madeAt: readonly number[];
  readonly takenBackAt: readonly number[];
  /** What the last undo or redo did, in words; null after anything else. */
  readonly said: string | null;
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
  return createStore<RelabelState>()((set, get) => {
    const path = (): string => workspace.getState().path ?? '';

    async function read(): Promise<void> {
      const asked = path();
      const list = await api.call('relabel.list', { workspace: asked, limit: mostListed });
      if (asked === path()) set({ list });
    }
    /** One after the other, so that each finds the list as the one before has left it. */
    let last: Promise<unknown> = Promise.resolve();
    function change(title: string, work: () => Promise<boolean>): Promise<boolean> {
      const own = last.then(() => changeNow(title, work));
      last = own;
      return own;
    }
    /** Whether the work made or moved a step. */
    async function changeNow(title: string, work: () => Promise<boolean>): Promise<boolean> {
      set({ said: null });
      try {
        const isStep = await work();
        query.getState().refresh();
        await read();
        return isStep;
      } catch (error) {
        navigation.getState().showError(title, error);
        return false;
      }
    }
    async function make(title: string, work: (workspace: string) => Promise<boolean>): Promise<void> {
      const asked = path();
      const at = performance.now();
      const { madeAt, takenBackAt } = get();
      // At once: a key that comes before the answer must find it.
      set({ madeAt: [...madeAt, at], takenBackAt: [] });
      if (await change(title, () => work(asked))) return;
      set({ madeAt: get().madeAt.filter((one) => one !== at), takenBackAt });
    }
    async function move(title: string, direction: 'undo' | 'redo'): Promise<void> {
      const asked = path();
      const at = get()[direction === 'undo' ? 'madeAt' : 'takenBackAt'].at(-1);
      place(at, direction === 'undo' ? 'takenBackAt' : 'madeAt');
      let before: DecisionList | null = null;
      const isMoved = await change(title, async () => {
        before = get().list;
        await api.call(`relabel.${direction}`, { workspace: asked });
        return true;
      });
      if (isMoved) set({ said: movedText(direction, before, get().list) });
      else place(at, direction === 'undo' ? 'madeAt' : 'takenBackAt');
    }
    /** A step of this window goes from one of both lists to the other; those of others are in none. */
    function place(at: number | undefined, to: 'madeAt' | 'takenBackAt'): void {
      if (at === undefined) return;
      const { madeAt, takenBackAt } = get();
      const without = {
        madeAt: madeAt.filter((one) => one !== at),
        takenBackAt: takenBackAt.filter((one) => one !== at),
      };
      set({ ...without, [to]: [...without[to], at] });
    }
    return {
      list: null,
      madeAt: [],
      takenBackAt: [],
      said: null,
      async refresh() {
        // Whoever shows the list asks again; a count that is missing is not shown.
        if (path() !== '') await read().catch(() => undefined);
      },
      decide: (pairs, action) =>
        make('The decision could not be kept', async (asked) => {
          await api.call('relabel.decide', { workspace: asked, pairs: [...pairs], action });
          return true;
        }),
      byRule: (choice) =>
        make('The pairs could not be relabelled', async (asked) => {
          const { pairs } = await api.call('relabel.rule', { workspace: asked, ...choice });
          return pairs > 0;
        }),
      undo: () => move('The step could not be taken back', 'undo'),
      redo: () => move('The step could not be done again', 'redo'),
      reset: () => set({ list: null, madeAt: [], takenBackAt: [], said: null }),
    };
  });
}
