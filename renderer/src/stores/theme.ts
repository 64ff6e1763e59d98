import { createStore, type StoreApi } from 'zustand/vanilla';
import { readPalette, type Palette } from '../charts/palette.ts';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export type ThemeState = {
  readonly choice: ThemeChoice;
  /** What is on screen; changes with the system's theme, too. */
  readonly shown: 'light' | 'dark';
  /** The colours on screen, for what is drawn on a canvas. */
  readonly palette: Palette;
  readonly choose: (choice: ThemeChoice) => void;
};

export type ThemeStore = StoreApi<ThemeState>;

const storageKey = 'negscope.theme';

/** Light, dark or as the system says; remembered on this computer, and set on the document's root. */
export function createThemeStore(): ThemeStore {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const shownFor = (choice: ThemeChoice): 'light' | 'dark' =>
    choice === 'system' ? (system.matches ? 'dark' : 'light') : choice;
  const stored = readChoice();
  applyChoice(stored);
  const store = createStore<ThemeState>()((set) => ({
    choice: stored,
    shown: shownFor(stored),
    palette: readPalette(),
    choose(choice) {
      applyChoice(choice);
      try {
        localStorage.setItem(storageKey, choice);
      } catch {
        // Without storage the choice lasts for this window.
      }
      set({ choice, shown: shownFor(choice), palette: readPalette() });
    },
  }));
  system.addEventListener('change', () =>
    store.setState({ shown: shownFor(store.getState().choice), palette: readPalette() }),
  );
  return store;
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

function applyChoice(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
}
