import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { settingText } from '../../../shared/domain/setting-text.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { NamedSetting } from '../../../shared/ipc/setting-calls.ts';
import { toAppError } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

export type SavedSettings = {
  readonly settings: readonly NamedSetting[];
  readonly error: AppError | null;
  /** What the last change took away: a setting that was removed, or that another of its name replaced. Saved again, it is back. */
  readonly lost: NamedSetting | null;
  readonly load: () => Promise<void>;
  /** True when it is saved. */
  readonly save: (name: string, settings: MiningSettings) => Promise<boolean>;
  readonly remove: (name: string) => Promise<void>;
};

export type SavedSettingsStore = StoreApi<SavedSettings>;

/** The settings of the open workspace that have a name; the command line finds the same. */
export function createSavedSettingsStore(api: Client, workspace: WorkspaceStore): SavedSettingsStore {
  return createStore<SavedSettings>()((set, get) => {
    /** Whose names are shown. */
    let shown: string | null = null;

    async function put(
      ask: (path: string) => Promise<Pick<SavedSettings, 'settings' | 'lost'>>,
    ): Promise<boolean> {
      const { path } = workspace.getState();
      if (path === null) return false;
      try {
        const answer = await ask(path);
        if (workspace.getState().path === path) set({ ...answer, error: null });
        shown = path;
        return true;
      } catch (error) {
        set({ error: toAppError(error) });
        return false;
      }
    }
    /** The setting of that name, as it is now: another window or the command line may have saved it. */
    async function named(path: string, name: string): Promise<NamedSetting | null> {
      const all = await api.call('setting.list', { workspace: path });
      return all.find((one) => one.name === name) ?? null;
    }
    return {
      settings: [],
      error: null,
      lost: null,
      load: async () =>
        void (await put(async (path) => ({
          settings: await api.call('setting.list', { workspace: path }),
          lost: path === shown ? get().lost : null,
        }))),
      save: (name, settings) =>
        put(async (path) => {
          const before = await named(path, name);
          const isSame = before !== null && settingText(before.settings) === settingText(settings);
          return {
            settings: await api.call('setting.save', { workspace: path, name, settings }),
            lost: isSame ? null : before,
          };
        }),
      remove: async (name) =>
        void (await put(async (path) => ({
          lost: await named(path, name),
          settings: await api.call('setting.remove', { workspace: path, name }),
        }))),
    };
  });
}
