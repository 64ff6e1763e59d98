import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineState } from '../../../shared/ipc/app-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';

export type EngineStatus = EngineState & {
  /** Resolves when an engine runs that was started after `restarts` restarts; rejects when it is given up or aborted. */
  readonly untilRestarted: (restarts: number, signal: AbortSignal) => Promise<void>;
  readonly restart: () => void;
};

export type EngineStore = StoreApi<EngineStatus>;

/** How long a lost call may be answered before the announcement that the engine stopped: the two travel apart. */
const announcementMs = 2000;

/** What is known of the process that does the work. */
export function createEngineStore(api: Client): EngineStore {
  const store = createStore<EngineStatus>()((_, get) => ({
    state: 'running',
    reason: null,
    restarts: 0,
    restart: () => void api.call('engine.restart', undefined).catch(() => undefined),
    untilRestarted: (restarts, signal) =>
      new Promise((resolve, reject) => {
        const settle = (): boolean => {
          const { state, restarts: now, reason } = get();
          if (signal.aborted) reject(new AppError('cancelled', 'cancelled'));
          else if (state === 'stopped') reject(new AppError('host-exited', reason ?? 'the engine stopped'));
          else if (state === 'running' && now > restarts) resolve();
          else return false;
          return true;
        };
        if (settle()) return;
        const finish = (): void => {
          if (!settle()) return;
          stop();
          clearTimeout(timer);
        };
        const stop = store.subscribe(finish);
        signal.addEventListener('abort', finish);
        // No announcement came: the engine may have been back before the call was answered.
        const timer = setTimeout(() => {
          if (get().state !== 'running') return;
          stop();
          resolve();
        }, announcementMs);
      }),
  }));
  api.on('engine.state', (state) => store.setState(state));
  return store;
}
