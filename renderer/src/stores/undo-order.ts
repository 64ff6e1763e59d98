import type { RelabelStore } from './relabel.ts';
import type { Setting, SettingStore } from './setting.ts';

type Side = 'setting' | 'decision' | null;

/** Where settings and decisions are made side by side, which of them one key takes back, or does again; null for none. */
export type UndoOrder = {
  /** What was done last. */
  readonly undo: () => Side;
  /** What was taken back last. */
  readonly redo: () => Side;
};

/** Keeps when each setting was chosen and taken back; decisions keep their own times. Decisions of earlier sessions come after this one's. */
export function createUndoOrder(setting: SettingStore, relabel: RelabelStore): UndoOrder {
  const chosenAt = new WeakMap<Setting, number>();
  const takenBackAt = new WeakMap<Setting, number>();
  setting.subscribe(({ history: { present, future } }, { history: before }) => {
    if (present === before.present) return;
    const now = performance.now();
    if (future.length > before.future.length) takenBackAt.set(before.present, now);
    // A setting that undo or redo comes back to keeps the time at which it was chosen.
    if (!chosenAt.has(present)) chosenAt.set(present, now);
  });
  return {
    undo() {
      const { past, present } = setting.getState().history;
      const { made, list } = relabel.getState();
      return later(
        past.length === 0 ? null : (chosenAt.get(present) ?? 0),
        made.at(-1)?.at ?? (list?.undo == null ? null : -Infinity),
      );
    },
    redo() {
      const [next] = setting.getState().history.future;
      const { takenBack, list } = relabel.getState();
      return later(
        next === undefined ? null : (takenBackAt.get(next) ?? 0),
        takenBack.at(-1)?.at ?? (list?.redo == null ? null : -Infinity),
      );
    },
  };
}

function later(setting: number | null, decision: number | null): Side {
  if (decision === null) return setting === null ? null : 'setting';
  return setting === null || decision > setting ? 'decision' : 'setting';
}
