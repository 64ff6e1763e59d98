import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppSettings, type AppSettingsPatch } from '../../../shared/domain/app-settings.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import { setGrouping } from '../text/format-number.ts';
import type { NavigationStore } from './navigation.ts';
import type { ThemeStore } from './theme.ts';

export type AppSettingsState = {
  /** Null until they were read. */
  readonly settings: AppSettings | null;
  readonly change: (patch: AppSettingsPatch) => Promise<void>;
};

export type AppSettingsStore = StoreApi<AppSettingsState>;

/** The settings of the app, the same in all windows; theme and number format take effect here. */
export function createAppSettingsStore(
  api: Client,
  theme: ThemeStore,
  navigation: NavigationStore,
): AppSettingsStore {
  const store = createStore<AppSettingsState>()((set, get) => ({
    settings: null,
    async change(patch) {
      const before = get().settings;
      if (before) take(AppSettings.parse({ ...before, ...patch }));
      try {
        take(await api.call('settings.write', patch));
      } catch (error) {
        set({ settings: before });
        navigation.getState().showError('The settings could not be saved', error);
      }
    },
  }));
  function take(settings: AppSettings): void {
    setGrouping(settings.numberFormat);
    if (theme.getState().choice !== settings.theme) theme.getState().choose(settings.theme);
    store.setState({ settings });
  }
  // The theme has a control of its own in the bar.
  theme.subscribe(({ choice }) => {
    const { settings, change } = store.getState();
    if (settings && settings.theme !== choice) void change({ theme: choice });
  });
  api.on('settings.changed', take);
  api.call('settings.read', undefined).then(take, () => undefined);
  return store;
}
