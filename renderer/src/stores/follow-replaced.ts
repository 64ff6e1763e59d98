import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import { latestValue } from './request.ts';
import type { Stores } from './stores.ts';

/**
 * Whatever was replaced under its old name by a command or another window: other data in the same folder, another teacher or another run.
 * What this window read of the one before is forgotten, and asked again where it is on screen.
 */
export function followReplaced(
  { workspace, navigation, view, runs }: Pick<Stores, 'workspace' | 'navigation' | 'view' | 'runs'>,
  forgetAll: () => void,
): void {
  workspace.subscribe((now, before) => {
    const [is, was] = [latestValue(now.summary), latestValue(before.summary)];
    if (now.path !== before.path || is === null || was === null || is === was) return;
    if (is.data_hash !== was.data_hash) {
      forgetAll();
      navigation.getState().go('data');
      return;
    }
    const { teacher, ready, forgetPool, choose } = view.getState();
    // Nothing can be stored or exported of a teacher that was taken out.
    if (ready !== null && fingerprintOf(is, ready.choice.teacher) === undefined) forgetPool();
    if (isOther(fingerprintOf(is, teacher), fingerprintOf(was, teacher))) {
      forgetPool();
      // Choosing anew is what makes every screen ask again.
      choose({ teacher: null });
      choose({ teacher });
    }
    for (const run of was.runs) {
      const same = is.runs.find((one) => one.run === run.run);
      if (same === undefined) runs.getState().forget(run.run);
      else if (same.created !== run.created) runs.getState().readAgain(run.run);
    }
  });
}

function fingerprintOf(summary: WorkspaceSummary, name: string | null): string | undefined {
  return summary.teachers.find((teacher) => teacher.name === name)?.fingerprint;
}

function isOther(is: string | undefined, was: string | undefined): boolean {
  return is !== undefined && was !== undefined && is !== was;
}
