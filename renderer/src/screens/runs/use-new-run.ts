import { useFrom, useStores } from '../../app-context.ts';
import type { NewRun } from '../../stores/runs.ts';
import { latestValue } from '../../stores/request.ts';
import { suggestRunName } from './run-name.ts';

/** A run of the setting on screen, still to be named. */
type UnnamedRun = Omit<NewRun, 'run' | 'replace'> & {
  readonly taken: readonly string[];
  /** Runs that came with the data: no other takes their place. */
  readonly given: readonly string[];
  readonly suggested: string;
};

/** A run of the setting on screen; null while nothing is chosen. */
export function useNewRun(): UnnamedRun | null {
  const { workspace, view, setting } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const { teacher, split, supplied } = useFrom(view, (state) => state);
  const { settings } = useFrom(setting, (state) => state.history.present);
  if (!summary || teacher === null || split === null) return null;
  const taken = summary.runs.map(({ run }) => run);
  const given = summary.runs.filter((one) => one.supplied).map(({ run }) => run);
  const candidates = supplied === null ? {} : { supplied };
  return {
    teacher,
    split,
    settings,
    ...candidates,
    taken,
    given,
    suggested: suggestRunName(settings, taken),
  };
}

/** The run under a name. */
export function newRun(unnamed: UnnamedRun, name: string, replace = false): NewRun {
  const { suggested: _, taken: __, given: ___, ...run } = unnamed;
  return { ...run, run: name, replace };
}
