import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { createItemClock } from './annotation/item-clock.ts';
import { createLabelActions, type LabelActions } from './annotation/label-actions.ts';
import { startSession, type LabelSession } from './annotation/label-session.ts';
import type { EngineStore } from './engine.ts';
import { idle, toAppError, type Request } from './request.ts';

/** Pairs that somebody wants to label by hand, before it is known who. */
export type PairsByHand = Pick<Input<'annotate.pick'>, 'pairs' | 'name'>;

type AnnotationState = {
  /** The queue that is labelled; null on the start of the screen. */
  readonly session: LabelSession | null;
  readonly actions: LabelActions | null;
  /** The queue being drawn, picked or collected; its failure stays until the next try. */
  readonly making: Request<AnnotationQueue>;
  readonly byHand: PairsByHand | null;
  readonly draw: (input: Input<'annotate.draw'>) => Promise<void>;
  readonly pick: (input: Input<'annotate.pick'>) => Promise<void>;
  readonly adjudicate: (input: Input<'annotate.adjudicate'>) => Promise<void>;
  readonly open: (workspace: string, queue: AnnotationQueue) => void;
  readonly askByHand: (pairs: PairsByHand | null) => void;
  /** The queue in hand again, as the engine has it; what it did not take is forgotten. */
  readonly openAnew: () => void;
  /** Back to the start; what still waits to be saved goes on being saved. */
  readonly leave: () => void;
  readonly pauseClock: () => void;
  readonly resumeClock: () => void;
  /** Looks whether another window labelled the queue meanwhile, unless something is known to stand in the way. */
  readonly lookAround: () => void;
  readonly reset: () => void;
};

export type AnnotationStore = StoreApi<AnnotationState>;

/** Human labels: the queue in hand, and how one is come by. */
export function createAnnotationStore(api: Client, engine: EngineStore): AnnotationStore {
  return createStore<AnnotationState>()((set, get) => {
    const clock = createItemClock(() => performance.now());

    /** Those that were opened in this window, by desk: one that still waits to be saved is gone on with, not begun anew. */
    const known = new Map<string, { readonly own: () => LabelSession; readonly actions: LabelActions }>();

    function open(workspace: string, queue: AnnotationQueue): void {
      const desk = { workspace, annotator: queue.annotator, queue: queue.queue };
      const before = known.get(JSON.stringify(desk));
      if (before !== undefined && before.own().waiting.length > 0) {
        set({ session: before.own(), actions: before.actions, making: idle, byHand: null });
        return;
      }
      let own = { ...startSession(desk, queue), drafts: draftsLeft(before?.own()) };
      const isShown = (): boolean => get().session?.desk === own.desk;
      set({ session: own, making: idle, byHand: null });
      const actions = createLabelActions({
        api,
        engine,
        clock,
        get: () => own,
        set(patch) {
          own = { ...own, ...patch };
          // One that was left goes on saving, unseen.
          if (isShown()) set({ session: own });
        },
      });
      known.set(JSON.stringify(desk), { own: () => own, actions });
      set({ actions });
    }

    async function make(workspace: string, work: () => Promise<AnnotationQueue>): Promise<void> {
      set({ making: { kind: 'running', value: null } });
      try {
        open(workspace, await work());
      } catch (thrown) {
        set({ making: { kind: 'failed', error: toAppError(thrown), value: null } });
      }
    }

    return {
      session: null,
      actions: null,
      making: idle,
      byHand: null,
      draw: (input) => make(input.workspace, () => api.call('annotate.draw', input)),
      pick: (input) => make(input.workspace, () => api.call('annotate.pick', input)),
      adjudicate: (input) => make(input.workspace, () => api.call('annotate.adjudicate', input)),
      open,
      askByHand: (byHand) => set({ byHand }),
      openAnew() {
        const { session, actions } = get();
        if (session === null) return;
        actions?.giveUp();
        known.delete(JSON.stringify(session.desk));
        open(session.desk.workspace, session.queue);
      },
      leave: () => set({ session: null, actions: null, making: idle }),
      pauseClock: clock.pause,
      resumeClock: clock.resume,
      lookAround() {
        const { session, actions } = get();
        if (session?.stopped === null) actions?.readAgain();
      },
      reset() {
        // Another workspace may come under the same path, with queues of the same names.
        for (const [desk, { own }] of known) if (own().waiting.length === 0) known.delete(desk);
        set({ session: null, actions: null, making: idle, byHand: null });
      },
    };
  });
}

/** What was written beside pairs that have no label yet, when the queue was left. */
function draftsLeft(before: LabelSession | undefined): LabelSession['drafts'] {
  if (before === undefined) return new Map();
  return new Map([...before.drafts].filter(([place]) => before.shelf.get(place)?.value == null));
}
