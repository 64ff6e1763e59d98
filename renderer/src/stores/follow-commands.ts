import type { Screen } from './navigation.ts';
import type { Stores } from './stores.ts';

/** They list what commands and other windows add: teachers and runs. */
const listing: ReadonlySet<Screen> = new Set(['data', 'teachers', 'judge', 'runs']);
/** The bar beside every screen counts them, too. */
const everyMs = 4_000;

/**
 * Looks what commands and other windows did to the workspace: when a screen that lists it is entered, when somebody comes back to the window,
 * and from time to time while it is seen.
 */
export function followCommands({ navigation, workspace }: Pick<Stores, 'navigation' | 'workspace'>): void {
  const look = (): void => void workspace.getState().look();
  navigation.subscribe(({ screen }, before) => {
    if (screen !== before.screen && listing.has(screen)) look();
  });
  // Tests of the stores have no window.
  if (typeof window === 'undefined') return;
  window.addEventListener('focus', look);
  window.setInterval(() => document.visibilityState === 'visible' && look(), everyMs);
}
