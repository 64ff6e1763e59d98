import type { Stores } from './stores.ts';
import { latestValue } from './request.ts';
import { sliderOf } from '../setting/methods.ts';
import { lossTemperatureOf } from '../setting/loss-temperature.ts';
import { askedFilter } from './filters.ts';
import { choiceOf, defaultSplit, defaultTeacher, isEncoded, viewOf } from './view.ts';

type Followed = Pick<
  Stores,
  | 'engine'
  | 'navigation'
  | 'workspace'
  | 'view'
  | 'setting'
  | 'filters'
  | 'tuning'
  | 'report'
  | 'queries'
  | 'query'
>;

/** Rows and the full report wait until a drag rests: what moves with it is looked up in tables. */
const restMs = 400;

/**
 * Keeps what is on screen true: chooses a teacher and a split when a workspace opens, prepares their pool when a
 * screen needs it, and asks again for numbers, rows and the open query when the setting or the pool changes.
 */
export function followView(stores: Followed): void {
  const { engine, navigation, workspace, view, setting, filters, tuning, report, queries, query } = stores;
  let shown: string | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let unsettled: (() => void) | null = null;

  function settle(): void {
    clearTimeout(settling);
    unsettled?.();
    unsettled = null;
  }

  workspace.subscribe(({ summary }) => {
    const value = latestValue(summary);
    if (!value) return;
    const { teacher, split, choose } = view.getState();
    const next = { teacher: defaultTeacher(value, teacher), split: defaultSplit(value, split) };
    if (next.teacher !== teacher || next.split !== split) choose(next);
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
      if (isEncoded(teacher)) view.getState().prepare(choice);
      return;
    }
    const filter = askedFilter(filters.getState().filter);
    const lossTemperature = lossTemperatureOf(teacher, filters.getState().lossTemperature);
    const key = JSON.stringify([current, method, filter, lossTemperature]);
    const isDragged = history.openStep !== null;
    if (key === shown) {
      if (!isDragged) settle();
      return;
    }
    shown = key;
    tuning.getState().ask({ view: current, slider: sliderOf(method), filter, lossTemperature });
    query.getState().setView(current);
    unsettled = () => {
      report.getState().ask(current);
      queries.getState().setView(current, { filter, lossTemperature });
    };
    clearTimeout(settling);
    if (isDragged) settling = setTimeout(settle, restMs);
    else settle();
  }

  for (const store of [navigation, workspace, view, setting, filters]) store.subscribe(follow);

  view.subscribe((now, before) => {
    if (now.teacher === before.teacher && now.split === before.split) return;
    clearTimeout(settling);
    unsettled = null;
    tuning.getState().reset();
    report.getState().reset();
    queries.getState().reset();
    query.getState().reset();
    shown = null;
  });

  // A new engine knows nothing of the pools of the one before.
  engine.subscribe((now, before) => {
    if (now.restarts === before.restarts && now.state === before.state) return;
    if (now.state !== 'running') return;
    shown = null;
    tuning.getState().reset();
    view.getState().forgetPool();
    void workspace.getState().refresh();
  });
}
