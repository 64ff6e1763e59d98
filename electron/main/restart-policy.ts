export type RestartPolicy = {
  /** How long to wait before starting again (ms), or null: it ended too often, leave it. */
  readonly next: (nowMs: number) => number | null;
  readonly forget: () => void;
};

/** At most `most` restarts within a sliding window; each waits twice as long as the one before, from 100 ms. */
export function createRestartPolicy({
  most,
  withinMs,
}: {
  readonly most: number;
  readonly withinMs: number;
}): RestartPolicy {
  let ends: readonly number[] = [];
  return {
    next(nowMs) {
      ends = [...ends.filter((time) => nowMs - time < withinMs), nowMs];
      return ends.length > most ? null : 100 * 2 ** (ends.length - 1);
    },
    forget() {
      ends = [];
    },
  };
}
