import type { Stores } from './stores.ts';
import { latestValue } from './request.ts';
import { sliderOf } from '../setting/methods.ts';
import { lossTemperatureOf } from '../setting/loss-temperature.ts';
import { askedFilter } from './filters.ts';
import { pointKey, tablesKey } from './tune-question.ts';
import { type TuningState } from './tuning.ts';
import { choiceOf, defaultSplit, defaultTeacher, isEncoded, isSameChosen, viewOf } from './view.ts';

type Followed = Pick<
  Stores,
  'engine' | 'navigation' | 'workspace' | 'view' | 'setting' | 'filters' | 'tuning' | 'queries' | 'query'
>;

/** Rows wait until a drag rests: what moves with it is looked up in tables. */
const restMs = 400;
/** Nor does a brush that moves on. */
const brushRestMs = 120;
/** Charts and tiles have the engine first: rows come after their numbers, or after this time (tables of 100 million candidates). */
const longestMs = 8_000;

/**
 * Keeps what is on screen true: chooses a teacher and a split when a workspace opens, prepares their pool when a
 * screen needs it, and asks again for numbers, rows and the open query when the setting or the pool changes.
 */
export function followView(stores: Followed): void {
  const { engine, navigation, workspace, view, setting, filters, tuning, queries, query } = stores;
  let shown: string | null = null;
  let filtered: string | null = null;
  let listed: string | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let unsettled: (() => void) | null = null;
  /** Numbers of the question on screen are on their way. */
  let waiting: { readonly isBrushed: boolean } | null = null;

  function settle(): void {
    clearTimeout(settling);
    waiting = null;
    unsettled?.();
    unsettled = null;
  }

  workspace.subscribe(({ summary }) => {
    const value = latestValue(summary);
    if (!value) return;
    const { teacher, split, supplied, choose } = view.getState();
    const next = { teacher: defaultTeacher(value, teacher), split: defaultSplit(value, split) };
    if (next.teacher !== teacher || next.split !== split) choose(next);
    if (supplied !== null && !value.runs.some(({ run }) => run === supplied)) choose({ supplied: null });
  });

  function follow(): void {
    const { screen } = navigation.getState();
    const { history } = setting.getState();
    const { settings, method } = history.present;
    const { path, summary } = workspace.getState();
    const choice = choiceOf(path, view.getState(), settings);
    const teacher = latestValue(summary)?.teachers.find(({ name }) => name === choice?.teacher);
    if (!choice || !teacher || (screen !== 'tune' && screen !== 'query')) return;
    const current = viewOf(choice, view.getState().ready, settings);
    if (!current) {
      if (isEncoded(teacher)) view.getState().prepare(choice, teacher);
      return;
    }
    const filter = askedFilter(filters.getState().filter);
    const lossTemperature = lossTemperatureOf(teacher, filters.getState().lossTemperature);
    const key = JSON.stringify([current, method, filter, lossTemperature]);
    const isDragged = history.openStep !== null;
    if (key === shown) {
      if (!isDragged && waiting === null) settle();
      return;
    }
    shown = key;
    const filterKey = JSON.stringify([filter, lossTemperature]);
    const isBrushed = filtered !== null && filtered !== filterKey;
    filtered = filterKey;
    tuning.getState().ask({ view: current, slider: sliderOf(method), filter, lossTemperature });
    query.getState().setView(current);
    const viewKey = JSON.stringify(current);
    // What was begun for the setting before would take the processor away from this one: seconds at 100 million candidates.
    if (isDragged || listed !== viewKey) queries.getState().pause();
    unsettled = () => {
      listed = viewKey;
      queries.getState().setView(current, { filter, lossTemperature });
    };
    clearTimeout(settling);
    waiting = isDragged ? null : { isBrushed };
    settling = setTimeout(settle, isDragged ? restMs : longestMs);
    settleAfterNumbers();
  }

  function settleAfterNumbers(): void {
    if (waiting === null || !isAnswered(tuning.getState(), waiting.isBrushed)) return;
    const { isBrushed } = waiting;
    waiting = null;
    clearTimeout(settling);
    if (isBrushed) settling = setTimeout(settle, brushRestMs);
    else settle();
  }

  tuning.subscribe(settleAfterNumbers);

  for (const store of [navigation, workspace, view, setting, filters]) store.subscribe(follow);

  view.subscribe((now, before) => {
    if (isSameChosen(now, before)) return;
    clearTimeout(settling);
    waiting = null;
    unsettled = null;
    tuning.getState().reset();
    queries.getState().reset();
    query.getState().reset();
    shown = null;
    listed = null;
  });

  // A new engine knows nothing of the pools of the one before.
  engine.subscribe((now, before) => {
    if (now.restarts === before.restarts && now.state === before.state) return;
    if (now.state !== 'running') return;
    shown = null;
    listed = null;
    tuning.getState().reset();
    view.getState().forgetPool();
    void workspace.getState().refresh();
  });
}

/** Whether the numbers that people look at first are there: whole tables, or for a brush and a setting without a slider its own. */
function isAnswered({ question, tables, point }: TuningState, isBrushed: boolean): boolean {
  if (question === null) return false;
  if (tables?.key === tablesKey(question) && tables.answer.exact) return true;
  return (isBrushed || question.slider === null) && point?.key === pointKey(question);
}
