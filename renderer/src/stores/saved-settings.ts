import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { NamedSetting } from '../../../shared/ipc/setting-calls.ts';
import { toAppError } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

export type SavedSettings = {
  readonly settings: readonly NamedSetting[];
  readonly error: AppError | null;
  readonly load: () => Promise<void>;
  /** True when it is saved. */
  readonly save: (name: string, settings: MiningSettings) => Promise<boolean>;
  readonly remove: (name: string) => Promise<void>;
};

export type SavedSettingsStore = StoreApi<SavedSettings>;

/** The settings of the open workspace that have a name; the command line finds the same. */
export function createSavedSettingsStore(api: Client, workspace: WorkspaceStore): SavedSettingsStore {
  return createStore<SavedSettings>()((set) => {
    async function put(answer: (path: string) => Promise<readonly NamedSetting[]>): Promise<boolean> {
      const { path } = workspace.getState();
      if (path === null) return false;
      try {
        const settings = await answer(path);
        if (workspace.getState().path === path) set({ settings, error: null });
        return true;
      } catch (error) {
        set({ error: toAppError(error) });
        return false;
      }
    }
    return {
      settings: [],
      error: null,
      load: async () => void (await put((path) => api.call('setting.list', { workspace: path }))),
      save: (name, settings) => put((path) => api.call('setting.save', { workspace: path, name, settings })),
      remove: async (name) =>
        void (await put((path) => api.call('setting.remove', { workspace: path, name }))),
    };
  });
}
