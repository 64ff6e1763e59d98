import { createContext, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { StoreApi } from 'zustand/vanilla';
import type { Palette } from './charts/palette.ts';
import type { AppSettingsStore } from './stores/app-settings.ts';
import type { ErrorsStore } from './stores/errors.ts';
import type { Stores } from './stores/stores.ts';
import type { ThemeStore } from './stores/theme.ts';

/** What every screen can reach: the stores of the window, its theme and the colours that are on screen now. */
export type AppContextValue = {
  readonly stores: Stores;
  readonly theme: ThemeStore;
  readonly settings: AppSettingsStore;
  readonly errors: ErrorsStore;
  readonly palette: Palette;
};

export const AppContext = createContext<AppContextValue | null>(null);

export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error('a screen was drawn outside of the application');
  return value;
}

export function useStores(): Stores {
  return useApp().stores;
}

/** What a selector says about one of the stores; draws again when that changes. */
export function useFrom<T, U>(store: StoreApi<T>, selector: (state: T) => U): U {
  return useStore(store, selector);
}
