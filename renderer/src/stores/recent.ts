import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecentWorkspace } from '../../../shared/ipc/app-calls.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import { asRunning, idle, toAppError, type Request } from './request.ts';

export type Recent = {
  readonly list: Request<readonly RecentWorkspace[]>;
  readonly load: () => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
};

export type RecentStore = StoreApi<Recent>;

/** The workspaces that were opened before; kept by the main process. */
export function createRecentStore(api: Client): RecentStore {
  return createStore<Recent>()((set, get) => ({
    list: idle,
    async load() {
      set({ list: asRunning(get().list) });
      try {
        set({ list: { kind: 'ready', value: await api.call('recent.list', undefined) } });
      } catch (error) {
        set({ list: { kind: 'failed', error: toAppError(error), value: null } });
      }
    },
    async remove(path) {
      await api.call('recent.remove', { path }).catch(() => undefined);
      await get().load();
    },
  }));
}
