import { isSameChosen } from './view.ts';
import { latestValue } from './request.ts';
import type { Stores } from './stores.ts';

type Followed = Pick<
  Stores,
  | 'engine'
  | 'navigation'
  | 'workspace'
  | 'view'
  | 'jobs'
  | 'setting'
  | 'tuning'
  | 'labels'
  | 'rates'
  | 'relabel'
>;

/**
 * Keeps rates true: asks who labelled and what was decided when a workspace opens, a screen is entered or work is done, and for
 * rates when the tune screen shows a setting that somebody said something about.
 */
export function followLabels(stores: Followed): void {
  const { engine, navigation, workspace, view, jobs, setting, tuning, labels, rates, relabel } = stores;

  function refresh(): void {
    const { path, summary } = workspace.getState();
    if (path === null || latestValue(summary) === null) return;
    labels.getState().refresh(path);
    void relabel.getState().refresh();
  }
  workspace.subscribe((now, before) => {
    if (now.path !== before.path) {
      labels.getState().reset();
      rates.getState().reset();
      relabel.getState().reset();
    }
    if (now.summary !== before.summary && now.summary.kind === 'ready') refresh();
  });
  view.subscribe((now, before) => {
    if (!isSameChosen(now, before)) rates.getState().reset();
  });
  navigation.subscribe((now, before) => {
    if (now.screen === before.screen) return;
    // A label that was changed changes no count.
    if (before.screen === 'annotate' || before.screen === 'judge') labels.getState().touch();
    refresh();
  });
  jobs.subscribe((now, before) => {
    const doneOf = (state: typeof now): number =>
      state.jobs.filter(({ status }) => status.kind === 'done').length;
    if (doneOf(now) > doneOf(before)) refresh();
  });
  engine.subscribe((now, before) => {
    if (now.restarts !== before.restarts && now.state === 'running') labels.getState().touch();
  });

  function follow(): void {
    const { question } = tuning.getState();
    const { raters, version } = labels.getState();
    if (navigation.getState().screen !== 'tune' || question === null) return;
    if (raters === null || raters.length === 0) return;
    const isDragged = setting.getState().history.openStep !== null;
    rates.getState().ask({ view: question.view, slider: question.slider, version }, isDragged);
  }
  for (const store of [navigation, setting, tuning, labels]) store.subscribe(follow);
  rates.subscribe((now, before) => {
    // The rows came, or others are wanted.
    if (now.answer !== before.answer || now.choice !== before.choice) follow();
  });
}
