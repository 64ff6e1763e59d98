import type { Stores } from './stores.ts';
import { latestValue } from './request.ts';
import { choiceOf, defaultSplit, defaultTeacher, isEncoded, viewOf } from './view.ts';

type Followed = Pick<
  Stores,
  'engine' | 'navigation' | 'workspace' | 'view' | 'setting' | 'report' | 'queries' | 'query'
>;

/**
 * Keeps what is on screen true: chooses a teacher and a split when a workspace opens, prepares their pool when a
 * screen needs it, and asks again for numbers, rows and the open query when the setting or the pool changes.
 */
export function followView(stores: Followed): void {
  const { engine, navigation, workspace, view, setting, report, queries, query } = stores;
  let shown: string | null = null;

  workspace.subscribe(({ summary }) => {
    const value = latestValue(summary);
    if (!value) return;
    const { teacher, split, choose } = view.getState();
    const next = { teacher: defaultTeacher(value, teacher), split: defaultSplit(value, split) };
    if (next.teacher !== teacher || next.split !== split) choose(next);
  });

  function follow(): void {
    const { screen } = navigation.getState();
    const { settings } = setting.getState().history.present;
    const { path, summary } = workspace.getState();
    const choice = choiceOf(path, view.getState(), settings);
    const teacher = latestValue(summary)?.teachers.find(({ name }) => name === choice?.teacher);
    if (!choice || !teacher || (screen !== 'tune' && screen !== 'query')) return;
    const current = viewOf(choice, view.getState().ready, settings);
    if (!current) {
      if (isEncoded(teacher)) view.getState().prepare(choice);
      return;
    }
    const key = JSON.stringify(current);
    if (key === shown) return;
    shown = key;
    report.getState().ask(current);
    queries.getState().setView(current);
    query.getState().setView(current);
  }

  for (const store of [navigation, workspace, view, setting]) store.subscribe(follow);

  view.subscribe((now, before) => {
    if (now.teacher === before.teacher && now.split === before.split) return;
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
    view.getState().forgetPool();
    void workspace.getState().refresh();
  });
}
