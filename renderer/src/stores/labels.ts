import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { latestOnly } from './latest-only.ts';

export type RaterCount = Output<'agreement.raters'>['raters'][number];

export type LabelsState = {
  /** Everybody who judged or labelled in this workspace, with how much; null before it is known. */
  readonly raters: readonly RaterCount[] | null;
  /** Another number whenever labels may have changed: what was computed from them is then out of date. */
  readonly version: number;
  /** Asks who said how much; another count is another version. */
  readonly refresh: (workspace: string) => void;
  /** Labels changed without their counts telling. */
  readonly touch: () => void;
  readonly reset: () => void;
};

export type LabelsStore = StoreApi<LabelsState>;

/** Who has said something about pairs, and since when numbers made of it are out of date. */
export function createLabelsStore(api: Client): LabelsStore {
  return createStore<LabelsState>()((set, get) => {
    const latest = latestOnly<string, Output<'agreement.raters'>>({
      work: (workspace, signal) => api.call('agreement.raters', { workspace }, { signal }),
      onValue({ raters }) {
        const { raters: before, version } = get();
        if (JSON.stringify(raters) === JSON.stringify(before)) return;
        set({ raters, version: version + 1 });
      },
      // Whoever shows rates or agreement asks again and says what went wrong.
      onError: () => undefined,
    });
    return {
      raters: null,
      version: 0,
      refresh: latest.ask,
      touch: () => set({ version: get().version + 1 }),
      reset() {
        latest.cancel();
        set({ raters: null, version: get().version + 1 });
      },
    };
  });
}

/** Labels and answers in all, by kind; settled labels are people's once more. */
export function countLabels(raters: readonly RaterCount[]): {
  readonly judged: number;
  readonly human: number;
} {
  const sumOf = (kind: RaterCount['rater']['kind']): number =>
    raters.reduce((sum, { rater, labels }) => sum + (rater.kind === kind ? labels : 0), 0);
  return { judged: sumOf('judge'), human: sumOf('human') };
}
