import type { AnnotationLabel, Visible } from '../../../../shared/ipc/annotate-calls.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Client } from '../../../../shared/ipc/client.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { z } from 'zod';
import type { EngineStore } from '../engine.ts';
import { toAppError } from '../request.ts';

/** Whose labels of which queue. */
export type LabelDesk = { readonly workspace: string; readonly annotator: string; readonly queue: string };

export type SavedLabel = Output<'annotate.record'>;

/** Something a person did that must reach the disk. `place`: of the item in the queue. */
export type LabelAction =
  | {
      readonly kind: 'record';
      readonly place: number;
      readonly label: z.output<typeof AnnotationLabel>;
      readonly visible: readonly Visible[];
      readonly milliseconds: number;
    }
  | { readonly kind: 'skip'; readonly place: number; readonly query: number; readonly document: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

/** What became of it: on disk; nothing was there to undo or redo; or the engine ended before it said. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly saved: SavedLabel }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

export type LabelSaves = {
  readonly add: (action: LabelAction) => void;
  /** Goes on after a failure, with the action that failed. */
  readonly retry: () => void;
};

type Options = {
  readonly api: Client;
  readonly engine: EngineStore;
  readonly desk: LabelDesk;
  /** Saved by an earlier window that ended before the engine answered. */
  readonly waiting: readonly LabelAction[];
  readonly onChange: (waiting: readonly LabelAction[], stopped: AppError | null) => void;
  readonly onOutcome: (action: LabelAction, outcome: SaveOutcome) => void;
};

const restartLimit = 3;

/**
 * Sends what a person did one by one, in order: undo depends on it. A failure stops the line with its reason and keeps everything in
 * it; an engine that ended is waited for, and what it may have stored already is looked up before it is sent again.
 */
export function createLabelSaves({ api, engine, desk, onChange, onOutcome, ...start }: Options): LabelSaves {
  let waiting = start.waiting;
  let stopped: AppError | null = null;
  let isRunning = false;

  function change(next: readonly LabelAction[], reason: AppError | null): void {
    waiting = next;
    stopped = reason;
    onChange(waiting, stopped);
  }

  async function run(isFirstUnsure: boolean): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    let isUnsure = isFirstUnsure;
    for (let next = waiting[0]; next !== undefined && stopped === null; next = waiting[0]) {
      try {
        const outcome = await send(next, isUnsure);
        change(waiting.slice(1), null);
        onOutcome(next, outcome);
      } catch (thrown) {
        change(waiting, toAppError(thrown));
      }
      isUnsure = false;
    }
    isRunning = false;
  }

  async function send(action: LabelAction, isUnsure: boolean): Promise<SaveOutcome> {
    for (let tries = isUnsure ? 1 : 0; ; tries += 1) {
      const { restarts } = engine.getState();
      try {
        const known = tries > 0 ? await storedBefore(action) : null;
        return known ?? (await call(action));
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'host-exited' || tries > restartLimit) throw error;
        await engine.getState().untilRestarted(restarts, new AbortController().signal);
      }
    }
  }

  async function call(action: LabelAction): Promise<SaveOutcome> {
    if (action.kind === 'undo' || action.kind === 'redo') {
      const saved = await api.call(`annotate.${action.kind}`, { ...desk });
      return saved === null ? { kind: 'nothing' } : { kind: 'saved', saved };
    }
    if (action.kind === 'skip') {
      const { query, document } = action;
      return { kind: 'saved', saved: await api.call('annotate.skip', { ...desk, query, document }) };
    }
    const { label, visible, milliseconds } = action;
    const saved = await api.call('annotate.record', { ...desk, label, visible: [...visible], milliseconds });
    return { kind: 'saved', saved };
  }

  /** What a lost answer would have said; null where the action did not reach the disk. Whether an undo did cannot be known. */
  async function storedBefore(action: LabelAction): Promise<SaveOutcome | null> {
    if (action.kind === 'undo' || action.kind === 'redo') return { kind: 'unknown' };
    const { items, queue } = await api.call('annotate.items', { ...desk, from: action.place, limit: 1 });
    const [item] = items;
    if (item === undefined) return null;
    const { query, document, value, note, evidence } = item;
    const label = { query, document, value, note, evidence };
    const isStored =
      action.kind === 'skip' ? item.isSkipped : JSON.stringify(label) === JSON.stringify(action.label);
    if (!isStored) return null;
    const at = new Date().toISOString();
    return {
      kind: 'saved',
      saved: { entry: 0, at, place: action.place, label, queue, canUndo: true, canRedo: false },
    };
  }

  if (waiting.length > 0) {
    onChange(waiting, null);
    void run(true);
  }
  return {
    add(action) {
      change([...waiting, action], stopped);
      void run(false);
    },
    retry() {
      change(waiting, null);
      void run(true);
    },
  };
}
