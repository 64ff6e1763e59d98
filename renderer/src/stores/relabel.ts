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

/** A step by the time at which it was made, and at which it came where it is now. */
type TimedStep = { readonly made: number; readonly at: number };

export type RelabelState = {
  /** How many decisions are in force, the newest of them, and what can be taken back; null before it is known. */
  readonly list: DecisionList | null;
  /** How often the list was read: what is counted over decisions is counted anew with each. */
  readonly reads: number;
  /** Steps of this window that are in force, and those that were taken back, each with when (ms of its clock), the latest last. */
  readonly made: readonly TimedStep[];
  readonly takenBack: readonly TimedStep[];
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
      if (asked === path()) set({ list, reads: get().reads + 1 });
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
      const step = { made: performance.now(), at: performance.now() };
      const { made, takenBack } = get();
      // At once: a key that comes before the answer must find it.
      set({ made: [...made, step], takenBack: [] });
      if (await change(title, () => work(asked))) return;
      set({ made: get().made.filter((one) => one !== step), takenBack });
    }
    async function move(title: string, direction: 'undo' | 'redo'): Promise<void> {
      const asked = path();
      const step = get()[direction === 'undo' ? 'made' : 'takenBack'].at(-1);
      const moved = step && { made: step.made, at: direction === 'undo' ? performance.now() : step.made };
      place(moved, direction === 'undo' ? 'takenBack' : 'made');
      let before: DecisionList | null = null;
      const isMoved = await change(title, async () => {
        before = get().list;
        await api.call(`relabel.${direction}`, { workspace: asked });
        return true;
      });
      if (isMoved) set({ said: movedText(direction, before, get().list) });
      else place(step, direction === 'undo' ? 'made' : 'takenBack');
    }
    /** A step of this window goes from one of both lists to the other; those of others are in none. */
    function place(step: TimedStep | undefined, to: 'made' | 'takenBack'): void {
      if (step === undefined) return;
      const others = (steps: readonly TimedStep[]): readonly TimedStep[] =>
        steps.filter(({ made }) => made !== step.made);
      const without = { made: others(get().made), takenBack: others(get().takenBack) };
      set({ ...without, [to]: [...without[to], step] });
    }
    return {
      list: null,
      reads: 0,
      made: [],
      takenBack: [],
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
      reset: () => set({ list: null, made: [], takenBack: [], said: null }),
    };
  });
}
