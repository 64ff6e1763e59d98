import type { Progress } from '../../shared/domain/progress.ts';
import { longCalls } from '../../shared/ipc/long-calls.ts';

export type EndedWork = {
  readonly name: string;
  readonly seconds: number;
  /** Null when it succeeded. */
  readonly error: { readonly code: string; readonly message: string } | null;
};

export type LongWork = {
  readonly begin: (id: number, call: string) => void;
  readonly progress: (id: number, progress: Progress) => void;
  readonly end: (id: number, error: EndedWork['error']) => void;
  /** Ends all without a word: their window is gone. */
  readonly clear: () => void;
};

type Options = {
  readonly now: () => number;
  /** How many long calls run, and how far the latest of them is (0 to 1); null where it does not say. */
  readonly onState: (running: number, share: number | null) => void;
  readonly onEnd: (ended: EndedWork) => void;
};

/** Keeps count of one window's long calls. */
export function createLongWork({ now, onState, onEnd }: Options): LongWork {
  const running = new Map<number, { readonly call: string; readonly since: number; share: number | null }>();
  const tell = (): void => onState(running.size, [...running.values()].at(-1)?.share ?? null);
  return {
    begin(id, call) {
      if (longCalls[call] === undefined) return;
      running.set(id, { call, since: now(), share: null });
      tell();
    },
    progress(id, { done, total }) {
      const own = running.get(id);
      if (!own) return;
      own.share = total !== null && total > 0 ? Math.min(1, done / total) : null;
      tell();
    },
    end(id, error) {
      const own = running.get(id);
      if (!own) return;
      running.delete(id);
      tell();
      onEnd({ name: longCalls[own.call] ?? own.call, seconds: (now() - own.since) / 1000, error });
    },
    clear() {
      running.clear();
      tell();
    },
  };
}
