import type { RelabelStore } from './relabel.ts';
import type { Setting, SettingStore } from './setting.ts';

/** Where settings and decisions are made side by side, which of them one key takes back, or does again: the last one; null for none. */
export type UndoOrder = {
  readonly undo: () => 'setting' | 'decision' | null;
  readonly redo: () => 'setting' | 'decision' | null;
};

/** Keeps when each setting was chosen; decisions keep their own times. Decisions of earlier sessions come after all of this one's. */
export function createUndoOrder(setting: SettingStore, relabel: RelabelStore): UndoOrder {
  const chosenAt = new WeakMap<Setting, number>();
  setting.subscribe(({ history: { present } }, before) => {
    // A setting that undo comes back to keeps the time at which it was chosen.
    if (present !== before.history.present && !chosenAt.has(present))
      chosenAt.set(present, performance.now());
  });
  return {
    undo() {
      const { past, present } = setting.getState().history;
      const { madeAt, list } = relabel.getState();
      const decided = madeAt.at(-1) ?? (list?.undo == null ? null : -Infinity);
      const chosen = past.length === 0 ? null : (chosenAt.get(present) ?? 0);
      if (decided === null || chosen === null)
        return decided !== null ? 'decision' : chosen === null ? null : 'setting';
      return decided > chosen ? 'decision' : 'setting';
    },
    redo() {
      const [next] = setting.getState().history.future;
      const { takenBackAt, list } = relabel.getState();
      const decided = takenBackAt.at(-1) ?? (list?.redo == null ? null : Infinity);
      const chosen = next === undefined ? null : (chosenAt.get(next) ?? 0);
      if (decided === null || chosen === null)
        return decided !== null ? 'decision' : chosen === null ? null : 'setting';
      return decided < chosen ? 'decision' : 'setting';
    },
  };
}
