/** How long an item was on screen while the window was, in milliseconds. */
export type ItemClock = {
  readonly restart: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly elapsedMs: () => number;
};

export function createItemClock(now: () => number): ItemClock {
  let since: number | null = null;
  let before = 0;
  return {
    restart() {
      before = 0;
      since = now();
    },
    pause() {
      if (since !== null) before += now() - since;
      since = null;
    },
    resume() {
      since ??= now();
    },
    elapsedMs: () => Math.round(before + (since === null ? 0 : now() - since)),
  };
}
