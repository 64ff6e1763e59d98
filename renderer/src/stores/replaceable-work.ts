/** Long work of which one piece at a time is wanted, each named by the question that it answers. */
export type ReplaceableWork = {
  /** The question that is worked on. */
  readonly working: () => string | null;
  /** Stops whatever goes on for another question, whose answer would push out the one that is wanted now. */
  readonly stopOthers: (key: string) => void;
  readonly stop: () => void;
  /** Stops what goes on and works on this. */
  readonly start: (key: string, work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
};

type Options = {
  /** What failed of itself; what was stopped is nobody's error. */
  readonly onError: (error: unknown, key: string) => void;
  /** After work that was not stopped, done or failed. */
  readonly onEnd?: () => void;
};

/** Nothing is at work yet. `start` never rejects: what fails goes to `onError`. */
export function replaceableWork({ onError, onEnd }: Options): ReplaceableWork {
  let current: { readonly key: string; readonly controller: AbortController } | null = null;

  function stop(): void {
    current?.controller.abort();
    current = null;
  }

  return {
    working: () => current?.key ?? null,
    stop,
    stopOthers(key) {
      if (current?.key !== key) stop();
    },
    async start(key, work) {
      stop();
      const own = { key, controller: new AbortController() };
      current = own;
      try {
        await work(own.controller.signal);
      } catch (error) {
        if (!own.controller.signal.aborted) onError(error, key);
      }
      if (current !== own) return;
      current = null;
      onEnd?.();
    },
  };
}
