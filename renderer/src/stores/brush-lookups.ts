import type { Client } from '../../../shared/ipc/client.ts';
import { canIndexBrush, type BrushKind } from '../../../shared/tuning/brush-index.ts';
import { brushKey, lookUpBrush, movedBrush, type BrushTables } from './brush-tables.ts';
import { replaceableWork } from './replaceable-work.ts';
import { inputOf, type TuneQuestion } from './tune-question.ts';
import type { TablesAnswer } from './tuning.ts';

/** While one brush moves: the numbers of all its ranges, asked for once and looked up for each next one. */
export type BrushLookups = {
  /** Notes which brush moved from one question to the next, and forgets what was known of others. */
  readonly follow: (before: TuneQuestion | null, now: TuneQuestion) => void;
  /** After the first numbers of a brush that moves: those of all its ranges. */
  readonly ask: (question: TuneQuestion) => void;
  /** The exact numbers of a question; null where nobody asked for those of its brush. */
  readonly lookUp: (question: TuneQuestion) => TablesAnswer | null;
  /** What is known is true no longer: labels changed. */
  readonly outdate: () => void;
  readonly reset: () => void;
};

type Hooks = { readonly onKnown: () => void; readonly onError: (error: unknown) => void };

export function createBrushLookups(api: Client, { onKnown, onError }: Hooks): BrushLookups {
  let moving: BrushKind | null = null;
  let known: BrushTables | null = null;
  const asking = replaceableWork({ onError });

  return {
    follow(before, now) {
      moving = before && movedBrush(before, now);
      if (moving !== null) return asking.stopOthers(brushKey(now, moving));
      asking.stop();
      // Megabytes, of a setting that is no longer on screen.
      known = null;
    },
    ask(question) {
      if (moving === null || !canIndexBrush(moving, question.view.settings)) return;
      const brushed = moving;
      const key = brushKey(question, brushed);
      if (known?.key === key || asking.working() === key) return;
      void asking.start(key, async (signal) => {
        const answer = await api.call('tune.brush', { ...inputOf(question), brushed }, { signal });
        if (signal.aborted) return;
        known = { key, answer };
        onKnown();
      });
    },
    lookUp: (question) => lookUpBrush(question, known),
    outdate: () => {
      known = null;
    },
    reset() {
      moving = null;
      known = null;
      asking.stop();
    },
  };
}
