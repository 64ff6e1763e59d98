import { useEffect } from 'react';
import { useFrom } from '../app-context.ts';
import { latestValue } from '../stores/request.ts';
import type { Stores } from '../stores/stores.ts';
import { windowTitle } from '../text/window-title.ts';

/** Names the window after the data set that is open in it: several windows are told apart by it. */
export function useWindowTitle({ workspace }: Pick<Stores, 'workspace'>): void {
  const summary = useFrom(workspace, (state) => state.summary);
  const name = latestValue(summary)?.name ?? null;
  useEffect(() => {
    document.title = windowTitle(name);
  }, [name]);
}
