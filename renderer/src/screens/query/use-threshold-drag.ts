import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import type { LadderLayout } from '../../charts/ladder-layout.ts';
import { fieldOf, methodTexts, roundTo, sliderRange, shownValue } from '../../setting/methods.ts';
import { scoresOf } from '../../stores/view.ts';
import type { LadderScale } from './ladder-scale.ts';
import { parameterAt, raises, type ThresholdLine } from './threshold-lines.ts';

/** A ladder as it was when its line was taken: rows and axis stay still under the hand. */
export type HeldLadder = { readonly layout: LadderLayout; readonly scale: LadderScale };

export type ThresholdDrag = {
  readonly held: HeldLadder | null;
  /** Whether the method has a parameter that lines on the score axis can move. */
  readonly isMovable: boolean;
  readonly parameterText: string;
  readonly grab: (drawn: HeldLadder, line: ThresholdLine) => void;
  readonly drag: (byPx: number) => void;
  readonly step: (steps: number) => void;
  readonly end: () => void;
};

/** Moves the setting's parameter by a line on the ladder, through the same store as the slider: one drag, one step to undo. */
export function useThresholdDrag(): ThresholdDrag {
  const { setting, view } = useStores();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const { slide, endDrag } = useFrom(setting, (state) => state);
  const scores = useFrom(view, scoresOf);
  const [taken, setTaken] = useState<{ readonly drawn: HeldLadder; readonly line: ThresholdLine } | null>(
    null,
  );
  const range = sliderRange(method, scores, settings.poolSize);
  const field = fieldOf(method);
  const value = field === null ? null : settings[field];
  const direction = raises(method);
  const shown = value === null ? '' : shownValue(method, value);
  return {
    held: taken?.drawn ?? null,
    isMovable: direction !== null && value !== null,
    parameterText: `${methodTexts[method].label} ${shown}`,
    grab: (drawn, line) => setTaken({ drawn, line }),
    drag(byPx) {
      if (!taken) return;
      const { drawn, line } = taken;
      const score = drawn.scale.scoreAt(drawn.scale.pxOf(line.score) + byPx);
      const next = parameterAt(method, line.anchorScore, score, range.step / 5);
      if (next !== null) slide(next);
    },
    step(steps) {
      if (value !== null && direction !== null)
        slide(roundTo(value + steps * direction * range.step, range.step));
    },
    end() {
      setTaken(null);
      endDrag();
    },
  };
}
