import { followsSettings, type TuneFilter } from '../../../shared/ipc/tune-filter.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { parameterOf, type Slider } from '../../../shared/tuning/slider.ts';
import { withMethod } from '../setting/methods.ts';

/** What the tuning screen wants numbers of. */
export type TuneQuestion = {
  readonly view: View;
  /** The rule under the slider; null for a setting without one. */
  readonly slider: Slider | null;
  readonly filter: TuneFilter;
  readonly lossTemperature: number | null;
};

/** Whether two questions are about the same candidates. */
export function isSameFilter(one: TuneQuestion, other: TuneQuestion): boolean {
  return JSON.stringify(one.filter) === JSON.stringify(other.filter);
}

/** The value under the slider. */
export function sliderValue({ view, slider }: TuneQuestion): number | null {
  return slider === null ? null : view.settings[parameterOf(slider)];
}

/** Names tables: all values of the slider share them, except under a filter on what the value does. */
export function tablesKey({ view, slider, filter, lossTemperature }: TuneQuestion): string {
  const isShared = slider !== null && !followsSettings(filter);
  const settings = isShared ? { ...view.settings, [parameterOf(slider)]: null } : view.settings;
  return JSON.stringify([{ ...view, settings }, slider, filter, lossTemperature]);
}

export function pointKey({ view, filter, lossTemperature }: TuneQuestion): string {
  return JSON.stringify([view, filter, lossTemperature]);
}

/** The question without rules; null where a filter depends on them, because other queries would then be compared. */
export function naiveQuestion(question: TuneQuestion): TuneQuestion | null {
  if (followsSettings(question.filter)) return null;
  const settings = {
    ...withMethod(question.view.settings, 'naive', null),
    minScore: null,
    rangeMax: null,
    nearDuplicate: null,
  };
  return { ...question, slider: null, view: { ...question.view, settings } };
}

/** What every call about a question is given. */
export function inputOf({ view, filter, lossTemperature }: TuneQuestion) {
  return { ...view, filter, lossTemperature };
}
