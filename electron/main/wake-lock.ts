import { powerSaveBlocker } from 'electron';

export type WakeLock = { readonly set: (window: number, isWorking: boolean) => void };

/** Keeps the computer from sleeping while any window has long work; the screen may go dark. */
export function createWakeLock(): WakeLock {
  const working = new Set<number>();
  let blocker: number | null = null;
  return {
    set(window, isWorking) {
      if (isWorking) working.add(window);
      else working.delete(window);
      if (working.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
  };
}
