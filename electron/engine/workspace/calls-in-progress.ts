import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { longCalls } from '../../../shared/ipc/long-calls.ts';

export type CallsInProgress = {
  /** Runs `work`, the call `name` in the workspace at `path`, which counts until it ends. */
  readonly during: <T>(path: string, name: string, work: () => Promise<T>) => Promise<T>;
  /** Whether a call works in the workspace with this key. */
  readonly some: (key: string) => Promise<boolean>;
  /** Resolves as soon as no call works in the workspace with this key, however long that takes. */
  readonly ended: (key: string) => Promise<void>;
  /**
   * Resolves as soon as no call works in the workspace with this key. Error: `workspace-held`, naming the work, once one of
   * them has taken longer than a window's reads do.
   */
  readonly none: (key: string) => Promise<void>;
};

type RunningCall = { readonly path: string; readonly name: string; readonly sinceMs: number };

/** Reads of a window are done sooner, on a busy machine too. */
const shortMs = 3_000;
const pauseMs = 10;

/** The calls that work in the workspaces of this process; `keyOf` gives one key for a folder however it is written. */
export function callsInProgress(keyOf: (path: string) => Promise<string>): CallsInProgress {
  const running = new Set<RunningCall>();
  const waiting: (() => void)[] = [];

  async function runningIn(key: string): Promise<readonly RunningCall[]> {
    for (;;) {
      const seen = [...running];
      const keys = await Promise.all(seen.map(({ path }) => keyOf(path)));
      // Looking folders up takes a moment, in which others may begin.
      if ([...running].some((call) => !seen.includes(call))) continue;
      return seen.filter((call, i) => keys[i] === key && running.has(call));
    }
  }

  return {
    async during(path, name, work) {
      const call = { path, name, sinceMs: performance.now() };
      running.add(call);
      try {
        return await work();
      } finally {
        running.delete(call);
        for (const resolve of waiting.splice(0)) resolve();
      }
    },
    some: async (key) => (await runningIn(key)).length > 0,
    async ended(key) {
      for (;;) {
        // Taken first: a call may end while the others are looked up.
        const oneLess = new Promise<void>((resolve) => waiting.push(resolve));
        if ((await runningIn(key)).length === 0) return;
        await oneLess;
      }
    },
    async none(key) {
      for (;;) {
        const calls = await runningIn(key);
        if (calls.length === 0) return;
        const long = calls.find(({ sinceMs }) => performance.now() - sinceMs > shortMs);
        if (long !== undefined) throw inUse(key, long.name);
        await wait(pauseMs);
      }
    },
  };
}

function inUse(path: string, name: string): AppError {
  const work = longCalls[name]?.toLowerCase() ?? name;
  return new AppError(
    'workspace-held',
    `${path}: work is in progress in it (${work}); wait until that is done or cancel it, then try again`,
  );
}
