import { setTimeout as wait } from 'node:timers/promises';

type Turn = {
  /** Takes the lock of this profile; false where another process has it: that one is told what this one was asked to open. */
  readonly takeLock: () => boolean;
  /** Whether the process that has the lock is ending: it opens nothing any more. */
  readonly isEnding: () => boolean;
  /** How long an ending process is waited for, and between two looks, in milliseconds. */
  readonly patienceMs: number;
  readonly pauseMs: number;
};

/**
 * Resolves true once this process is the only one of its profile: at once, or as soon as one that is ending has ended. False when another
 * one lives, which was then told what to open, or does not end in time.
 */
export async function becomeTheOnlyOne({ takeLock, isEnding, patienceMs, pauseMs }: Turn): Promise<boolean> {
  const givenUpMs = performance.now() + patienceMs;
  for (;;) {
    // Looked at first: whoever has the lock after an ending one must still be told.
    const wasEnding = isEnding();
    if (takeLock()) return true;
    if (!wasEnding || performance.now() > givenUpMs) return false;
    await wait(pauseMs);
  }
}
