import type { NavigationStore } from './navigation.ts';

/** The answer of a dialog of the platform; what it refuses is told and counts as a change of mind. */
export async function askPath<T>(navigation: NavigationStore, dialog: Promise<T>): Promise<T | null> {
  try {
    return await dialog;
  } catch (error) {
    navigation.getState().showError('What was chosen cannot be used', error);
    return null;
  }
}
