import type { AnnotationLabel, Visible } from '../../../../shared/ipc/annotate-calls.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Client } from '../../../../shared/ipc/client.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { z } from 'zod';
import { labelledElsewhere } from '../../../../shared/text/labelled-elsewhere.ts';
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
  /** Called before the queue is read; what it returns, with what the reading told: it stops the line where others labelled meanwhile. */
  readonly glance: () => (last: LastEntry) => void;
};

/** The newest entry of a queue's annotator, as the engine told it. */
type LastEntry = Output<'annotate.items'>['last'];

/** What the engine has not acknowledged, oldest first, and the newest entry that was known when it was done (null: not known). */
export type Unsaved = { readonly after: number | null; readonly waiting: readonly LabelAction[] };

type Options = {
  readonly api: Client;
  readonly engine: EngineStore;
  readonly desk: LabelDesk;
  /** Saved by an earlier window that ended before the engine answered. */
  readonly unsaved: Unsaved;
  readonly onChange: (unsaved: Unsaved, stopped: AppError | null) => void;
  readonly onOutcome: (action: LabelAction, outcome: SaveOutcome) => void;
};

const restartLimit = 3;

/**
 * Sends what a person did one by one, in order: undo depends on it. A failure stops the line with its reason and keeps everything in
 * it; an engine that ended is waited for, and what it may have stored already is looked up before it is sent again. Each action names the last
 * entry that this window knows of, and the engine takes it only where there is no newer one: another window may have the same queue open.
 */
export function createLabelSaves({ api, engine, desk, onChange, onOutcome, ...start }: Options): LabelSaves {
  let { after, waiting } = start.unsaved;
  /** How many at the head an earlier window left. Where that was killed, its storage may lag behind what the engine took. */
  let inherited = waiting.length;
  let stopped: AppError | null = null;
  let isRunning = false;

  function change(next: readonly LabelAction[], reason: AppError | null): void {
    waiting = next;
    stopped = reason;
    onChange({ after, waiting }, stopped);
  }

  async function run(isFirstUnsure: boolean): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    let isUnsure = isFirstUnsure;
    for (let next = waiting[0]; next !== undefined && stopped === null; next = waiting[0]) {
      try {
        const outcome = await send(next, isUnsure || inherited > 0);
        inherited = Math.max(0, inherited - 1);
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

  function known(saved: SavedLabel): SaveOutcome {
    after = saved.entry;
    return { kind: 'saved', saved };
  }

  async function call(action: LabelAction): Promise<SaveOutcome> {
    const asked = after === null ? desk : { ...desk, after };
    if (action.kind === 'undo' || action.kind === 'redo') {
      const saved = await api.call(`annotate.${action.kind}`, asked);
      return saved === null ? { kind: 'nothing' } : known(saved);
    }
    if (action.kind === 'skip') {
      const { query, document } = action;
      return known(await api.call('annotate.skip', { ...asked, query, document }));
    }
    const { label, visible, milliseconds } = action;
    return known(await api.call('annotate.record', { ...asked, label, visible: [...visible], milliseconds }));
  }

  /** What a lost answer would have said; null where the action did not reach the disk. Whether an undo did cannot be known. */
  async function storedBefore(action: LabelAction): Promise<SaveOutcome | null> {
    const from = 'place' in action ? action.place : 0;
    const { items, queue, last } = await api.call('annotate.items', { ...desk, from, limit: 1 });
    if (action.kind === 'undo' || action.kind === 'redo') {
      after = last?.entry ?? 0;
      return { kind: 'unknown' };
    }
    const [item] = items;
    if (item === undefined) return null;
    const { query, document, value, note, evidence, entry } = item;
    const label = { query, document, value, note, evidence };
    const isStored =
      action.kind === 'skip' ? item.isSkipped : JSON.stringify(label) === JSON.stringify(action.label);
    if (!isStored) return null;
    const at = new Date().toISOString();
    const outcome = known({ entry, at, place: action.place, label, queue, canUndo: true, canRedo: false });
    // All that was left behind is stored, and what is on screen now was read after it.
    if (inherited === 1) after = last?.entry ?? entry;
    return outcome;
  }

  if (waiting.length > 0) {
    onChange({ after, waiting }, null);
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
    glance() {
      const before = after;
      const wasQuiet = waiting.length === 0;
      return (last) => {
        const entry = last?.entry ?? 0;
        if (!wasQuiet || waiting.length > 0 || after !== before) return;
        if (after !== null && last !== null && entry !== after)
          change(waiting, labelledElsewhere(desk.annotator, last.at));
        else after = entry;
      };
    },
  };
}
