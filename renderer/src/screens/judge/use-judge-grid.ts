import { parameterOf } from '../../../../shared/tuning/slider.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { sliderOf } from '../../setting/methods.ts';
import type { JudgeInput } from '../../stores/judge.ts';

/** The grid that a drawn wave is declared over: the usual values of the rule on screen, leaning to the value under its slider. */
export function useJudgeGrid(): NonNullable<JudgeInput['grid']> {
  const { setting } = useStores();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const slider = sliderOf(method);
  // Naive keeps what skipping no rank keeps.
  if (slider === null) return { slider: 'shifted', at: 0 };
  const at = settings[parameterOf(slider)];
  return at === null ? { slider } : { slider, at };
}
