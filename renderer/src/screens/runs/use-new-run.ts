import { useFrom, useStores } from '../../app-context.ts';
import type { NewRun } from '../../stores/runs.ts';
import { latestValue } from '../../stores/request.ts';
import { suggestRunName } from './run-name.ts';

/** A run of the setting on screen, still to be named; null while nothing is chosen. */
export function useNewRun():
  | (Omit<NewRun, 'run' | 'replace'> & { readonly taken: readonly string[]; readonly suggested: string })
  | null {
  const { workspace, view, setting } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const { teacher, split } = useFrom(view, (state) => state);
  const { settings } = useFrom(setting, (state) => state.history.present);
  if (!summary || teacher === null || split === null) return null;
  const taken = summary.runs.map(({ run }) => run);
  return { teacher, split, settings, taken, suggested: suggestRunName(settings, taken) };
}
