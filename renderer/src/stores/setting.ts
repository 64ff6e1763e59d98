import { createStore, type StoreApi } from 'zustand/vanilla';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import {
  fieldOf,
  methodOf,
  startValue,
  withMethod,
  type Method,
  type ScoreRange,
} from '../setting/methods.ts';
import { advance, closeStep, redo, startHistory, undo, type History } from './history.ts';

/** A setting and which of the five methods its slider moves. */
export type Setting = { readonly method: Method; readonly settings: MiningSettings };

export type SettingState = {
  readonly history: History<Setting>;
  readonly chooseMethod: (method: Method, scores: ScoreRange) => void;
  /** Sets the method's parameter. Values of one drag are one step to undo; `endDrag` closes it. */
  readonly slide: (value: number) => void;
  readonly endDrag: () => void;
  readonly change: (patch: Partial<MiningSettings>) => void;
  /** A setting to begin with: nothing is before it. */
  readonly begin: (settings: MiningSettings) => void;
  /** Takes a whole setting, as one step. */
  readonly recall: (settings: MiningSettings) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly reset: () => void;
};

export type SettingStore = StoreApi<SettingState>;

/** The reference setting of `cli.md`: what most people start from. */
const startSetting: Setting = { method: 'perc-pos', settings: MiningSettings.parse({ perc: 0.95 }) };

/** The mining setting on screen, with its undo history. */
export function createSettingStore(): SettingStore {
  return createStore<SettingState>()((set, get) => {
    /** The last value of each method, so that going back to a method finds it where it was. */
    const lastValues = new Map<Method, number>();
    const advanceTo = (setting: Setting, step: string | null): void =>
      set({ history: advance(get().history, setting, step) });
    return {
      history: startHistory(startSetting),
      chooseMethod(method, scores) {
        const { settings, method: before } = get().history.present;
        if (method === before) return;
        const value = lastValues.get(method) ?? startValue(method, scores);
        advanceTo({ method, settings: withMethod(settings, method, value) }, null);
      },
      slide(value) {
        const { method, settings } = get().history.present;
        const field = fieldOf(method);
        if (field === null || settings[field] === value) return;
        lastValues.set(method, value);
        advanceTo({ method, settings: { ...settings, [field]: value } }, `slide:${method}`);
      },
      endDrag: () => set({ history: closeStep(get().history) }),
      change(patch) {
        const { method, settings } = get().history.present;
        advanceTo({ method, settings: { ...settings, ...patch } }, null);
      },
      begin: (settings) => set({ history: startHistory({ method: methodOf(settings), settings }) }),
      recall: (settings) => advanceTo({ method: methodOf(settings), settings }, null),
      undo: () => set({ history: undo(get().history) }),
      redo: () => set({ history: redo(get().history) }),
      reset: () => advanceTo(startSetting, null),
    };
  });
}
