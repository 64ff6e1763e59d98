import type { Screen } from './navigation.ts';
import type { Stores } from './stores.ts';

/** They list what commands and other windows add: teachers and runs. */
const listing: ReadonlySet<Screen> = new Set(['data', 'teachers', 'judge', 'runs']);

/**
 * Looks what commands and other windows did to the workspace: when the engine says that something was stored in it, and, since another computer may
 * have written into the folder, when a screen that lists it is entered and when somebody comes back to the window.
 */
export function followCommands({
  api,
  navigation,
  workspace,
  labels,
  relabel,
  judge,
}: Pick<Stores, 'api' | 'navigation' | 'workspace' | 'labels' | 'relabel' | 'judge'>): void {
  const look = (): void => void workspace.getState().look();
  api.on('workspace.changed', (changed) => {
    if (changed.workspace !== workspace.getState().path) return;
    look();
    if (!changed.labels) return;
    labels.getState().refresh(changed.workspace);
    // A label in place of another changes no count.
    labels.getState().touch();
    void relabel.getState().refresh();
    if (navigation.getState().screen === 'judge') void judge.getState().loadJudges();
  });
  navigation.subscribe(({ screen }, before) => {
    if (screen !== before.screen && listing.has(screen)) look();
  });
  // Tests of the stores have no window.
  if (typeof window !== 'undefined') window.addEventListener('focus', look);
}
