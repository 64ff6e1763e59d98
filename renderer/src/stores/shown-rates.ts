import type { RateRow } from '../../../shared/ipc/rate-calls.ts';
import { nearestPlace } from '../../../shared/tuning/tune-point.ts';
import type { Trust } from './shown-tuning.ts';
import { exactKey, gridOf, ratesKey, sliderValueOf, type RatesAnswer, type RatesState } from './rates.ts';

export type ShownRates = {
  readonly row: RateRow;
  /** `nearest`: of the nearest value with a row; `before`: of the setting, labels or choice before. */
  readonly trust: Exclude<Trust, 'partial'>;
  /** What the rates were made of. */
  readonly context: Omit<RatesAnswer, 'rows'>;
};

/** The best rates there are for the setting on screen: a look-up, never a call. */
export function shownRates({
  question,
  choice,
  answer,
  exact,
}: Pick<RatesState, 'question' | 'choice' | 'answer' | 'exact'>): ShownRates | null {
  if (question === null) return null;
  const isAnswered = answer !== null && answer.key === ratesKey(question, choice);
  const found = answer === null || answer.slider !== question.slider ? null : rowNear(question, answer.value);
  if (isAnswered && found?.onGrid === true) return { row: found.row, trust: 'exact', context: found.context };
  if (exact?.key === exactKey(question, choice)) {
    return { row: exact.value.row, trust: 'exact', context: exact.value };
  }
  if (found) return { row: found.row, trust: isAnswered ? 'nearest' : 'before', context: found.context };
  return exact === null ? null : { row: exact.value.row, trust: 'before', context: exact.value };
}

function rowNear(question: NonNullable<RatesState['question']>, answer: RatesAnswer) {
  const { place, onGrid } = nearestPlace(gridOf(answer), sliderValueOf(question));
  const row = answer.rows[place];
  return row === undefined ? null : { row, onGrid, context: answer };
}
