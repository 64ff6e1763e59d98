import { useEffect } from 'react';
import type { View } from '../../../../shared/ipc/view-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { latestValue } from '../../stores/request.ts';
import { choiceOf, isEncoded, viewOf } from '../../stores/view.ts';

/** The view of the setting on screen once its pool is at hand; asks for the pool when it is not. */
export function useCurrentView(): View | null {
  const { workspace, view, setting } = useStores();
  const { settings } = useFrom(setting, (state) => state.history.present);
  const { path, summary } = useFrom(workspace, (state) => state);
  const { ready, asked, teacher, split, supplied } = useFrom(view, (state) => state);
  const choice = choiceOf(path, { teacher, split, supplied }, settings);
  const current = viewOf(choice, ready, settings);
  const own = latestValue(summary)?.teachers.find(({ name }) => name === teacher);
  const mayPrepare = current === null && own !== undefined && isEncoded(own);
  useEffect(() => {
    if (mayPrepare && choice) view.getState().prepare(choice, own);
  }, [mayPrepare, asked, choice?.poolSize, teacher, split, supplied]); // oxlint-disable-line react/exhaustive-deps -- the parts of the choice
  return current;
}
