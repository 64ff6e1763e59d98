import type { NavigationStore } from './navigation.ts';

/** The answer of a dialog of the platform; one that fails is told and counts as a change of mind. */
export async function askPath<T>(navigation: NavigationStore, dialog: Promise<T>): Promise<T | null> {
  try {
    return await dialog;
  } catch (error) {
    navigation.getState().showError('The dialog could not be opened', error);
    return null;
  }
}
