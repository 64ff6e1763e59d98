import { nearestPlace, tunePoint, type TunePoint } from '../../../shared/tuning/tune-point.ts';
import { naiveQuestion, pointKey, sliderValue, tablesKey, type TuneQuestion } from './tune-question.ts';
import { type Keyed, type TablesAnswer, type TuningState } from './tuning.ts';

/**
 * How far numbers can be trusted: `exact`; `partial`, counted over a share of the queries; `nearest`, of the nearest tabled value;
 * `before`, of the setting or filter before. All but the first become exact by themselves.
 */
export type Trust = 'exact' | 'partial' | 'nearest' | 'before';

export type ShownTuning = {
  readonly point: TunePoint;
  readonly trust: Trust;
  /** Of the queries, 0 to 1, that were counted. */
  readonly share: number;
  /** Without any rule, where it is known for the same filter. */
  readonly naive: TunePoint | null;
};

type Known = Pick<TuningState, 'question' | 'tables' | 'point' | 'naive'>;

/** The best numbers there are for the question on screen: a look-up, never a call. */
export function shownTuning({ question, tables, point, naive }: Known): ShownTuning | null {
  if (question === null) return null;
  const shown =
    tabled(question, tables) ??
    (point?.key === pointKey(question) ? whole(point.answer) : null) ??
    (tables?.key === tablesKey(question) ? nearest(question, tables.answer) : null) ??
    before(question, tables, point);
  if (shown === null) return null;
  const outlined = naiveQuestion(question);
  const isNaiveKnown = outlined !== null && naive?.key === pointKey(outlined);
  return { ...shown, naive: isNaiveKnown ? tunePoint(naive.answer.tables, 0) : null };
}

type Found = Omit<ShownTuning, 'naive'>;

/** On the grid of whole tables of this question. */
function tabled(question: TuneQuestion, tables: Keyed | null): Found | null {
  const value = sliderValue(question);
  if (value === null || tables === null || tables.key !== tablesKey(question) || !tables.answer.exact)
    return null;
  const { place, onGrid } = nearestPlace(tables.answer.tables.grid, value);
  return onGrid ? { point: tunePoint(tables.answer.tables, place), trust: 'exact', share: 1 } : null;
}

/** Tables of another question but of the same slider are newer than the last exact point. */
function before(question: TuneQuestion, tables: Keyed | null, point: Keyed | null): Found | null {
  const found =
    tables !== null && tables.answer.tables.slider === question.slider
      ? nearest(question, tables.answer)
      : point && whole(point.answer);
  return found && { ...found, trust: 'before' };
}

function whole({ tables }: TablesAnswer): Found {
  return { point: tunePoint(tables, 0), trust: 'exact', share: 1 };
}

function nearest(question: TuneQuestion, { tables, rowsDone, rowsTotal, exact }: TablesAnswer): Found {
  const { place } = nearestPlace(tables.grid, sliderValue(question) ?? 0);
  return {
    point: tunePoint(tables, place),
    trust: exact ? 'nearest' : 'partial',
    share: rowsTotal > 0 ? rowsDone / rowsTotal : 1,
  };
}
