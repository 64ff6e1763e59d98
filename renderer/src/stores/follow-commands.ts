import type { Screen } from './navigation.ts';
import type { Stores } from './stores.ts';

/** They list what commands add: teachers and runs. */
const listing: ReadonlySet<Screen> = new Set(['data', 'teachers', 'judge', 'runs']);

/** Looks what commands beside the window did to its workspace, when a screen that lists it is entered. */
export function followCommands({ navigation, workspace }: Pick<Stores, 'navigation' | 'workspace'>): void {
  navigation.subscribe(({ screen }, before) => {
    if (screen !== before.screen && listing.has(screen)) void workspace.getState().look();
  });
}
