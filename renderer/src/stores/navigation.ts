import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from './request.ts';

export const screens = [
  'start',
  'import',
  'data',
  'teachers',
  'tune',
  'query',
  'starvation',
  'judge',
  'annotate',
  'agreement',
  'runs',
  'settings',
] as const;
export type Screen = (typeof screens)[number];

/** What lies over the screen. `run` null means the setting on screen. */
export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'store-run' }
  | { readonly kind: 'suggest-setting' }
  | { readonly kind: 'relabel' }
  | { readonly kind: 'export'; readonly run: string | null }
  | { readonly kind: 'import-labels' }
  | { readonly kind: 'export-labels' }
  | { readonly kind: 'help' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'about' }
  | { readonly kind: 'errors' }
  | { readonly kind: 'error'; readonly title: string; readonly error: AppError };

export type Navigation = {
  readonly screen: Screen;
  readonly overlay: Overlay;
  readonly go: (screen: Screen) => void;
  readonly show: (overlay: Overlay) => void;
  readonly closeOverlay: () => void;
  /** For what has no place of its own on a screen. */
  readonly showError: (title: string, error: unknown) => void;
};

export type NavigationStore = StoreApi<Navigation>;

/** Which screen is shown, and what lies over it. */
export function createNavigationStore(): NavigationStore {
  return createStore<Navigation>()((set) => ({
    screen: 'start',
    overlay: { kind: 'none' },
    go: (screen) => set({ screen, overlay: { kind: 'none' } }),
    show: (overlay) => set({ overlay }),
    closeOverlay: () => set({ overlay: { kind: 'none' } }),
    showError: (title, error) => set({ overlay: { kind: 'error', title, error: toAppError(error) } }),
  }));
}
