/** Calls `say` at most ten times a second; what comes too soon is left out. `now` says it in any case. */
export function throttled(say: () => void, leastMs = 100): { (): void; readonly now: () => void } {
  let last = -Infinity;
  const now = (): void => {
    last = performance.now();
    say();
  };
  return Object.assign(
    () => {
      if (performance.now() - last >= leastMs) now();
    },
    { now },
  );
}
