import { createStore, type StoreApi } from 'zustand/vanilla';

export const screens = ['start', 'import', 'data', 'tune', 'query', 'runs'] as const;
export type Screen = (typeof screens)[number];

/** What lies over the screen. `run` null means the setting on screen. */
export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'store-run' }
  | { readonly kind: 'export'; readonly run: string | null }
  | { readonly kind: 'shortcuts' };

export type Navigation = {
  readonly screen: Screen;
  readonly overlay: Overlay;
  readonly go: (screen: Screen) => void;
  readonly show: (overlay: Overlay) => void;
  readonly closeOverlay: () => void;
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
  }));
}
