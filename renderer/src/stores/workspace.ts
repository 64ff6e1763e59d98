import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import { asRunning, idle, latestValue, toAppError, type Request } from './request.ts';

export type Workspace = {
  /** The open workspace, or the one being opened. */
  readonly path: string | null;
  readonly summary: Request<WorkspaceSummary>;
  /** True when it is open afterwards. */
  readonly open: (path: string) => Promise<boolean>;
  /** Asks again what is in it; keeps what is on screen meanwhile. */
  readonly refresh: () => Promise<void>;
  /** Asks quietly whether a command beside the window changed what is in it; nothing moves when it did not. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type WorkspaceStore = StoreApi<Workspace>;

/** The one workspace this window shows. */
export function createWorkspaceStore(api: Client): WorkspaceStore {
  return createStore<Workspace>()((set, get) => {
    let isLooking = false;
    /** What happened during a look may not be in its answer. */
    let looksAgain = false;

    async function read(path: string): Promise<boolean> {
      try {
        const summary = await api.call('workspace.open', { workspace: path });
        if (get().path !== path) return false;
        set({ summary: { kind: 'ready', value: summary } });
        return true;
      } catch (error) {
        if (get().path === path)
          set({ summary: { kind: 'failed', error: toAppError(error), value: latestValue(get().summary) } });
        return false;
      }
    }
    return {
      path: null,
      summary: idle,
      async open(path) {
        const before = get().path;
        set({ path, summary: { kind: 'running', value: null } });
        if (before !== null && before !== path) await closeQuietly(api, before);
        const isOpen = await read(path);
        if (isOpen) await api.call('recent.add', { path }).catch(() => undefined);
        return isOpen;
      },
      async refresh() {
        const { path } = get();
        if (path === null) return;
        set({ summary: asRunning(get().summary) });
        await read(path);
      },
      async look() {
        const { path, summary } = get();
        looksAgain = isLooking;
        if (isLooking || path === null || summary.kind !== 'ready') return;
        // What cannot be asked now is asked at the next look; an engine that is gone is shown elsewhere.
        isLooking = true;
        const seen = await api.call('workspace.open', { workspace: path }).catch(() => null);
        isLooking = false;
        const isLatest = seen !== null && get().summary === summary;
        if (isLatest && JSON.stringify(seen) !== JSON.stringify(summary.value))
          set({ summary: { kind: 'ready', value: seen } });
        if (looksAgain) await get().look();
      },
      async close() {
        const { path } = get();
        set({ path: null, summary: idle });
        if (path !== null) await closeQuietly(api, path);
      },
    };
  });
}

/** Closing gives a lock back; where that fails there is nothing a person could do about it. */
async function closeQuietly(api: Client, workspace: string): Promise<void> {
  await api.call('workspace.close', { workspace }).catch(() => undefined);
}
