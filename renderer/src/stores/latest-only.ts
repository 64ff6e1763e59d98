/** Asks a slow source about a fast-changing input; at most one question is in flight. */
export type LatestOnly<I> = {
  readonly ask: (input: I) => void;
  /** Forgets the question in flight and the one waiting. */
  readonly cancel: () => void;
};

type Options<I, O> = {
  readonly work: (input: I, signal: AbortSignal) => Promise<O>;
  readonly onValue: (value: O, input: I) => void;
  readonly onError: (error: unknown, input: I) => void;
  /** How long an overtaken question may go on before it is aborted; shorter ones are shown, so that a drag repaints steadily. */
  readonly patienceMs?: number;
};

/**
 * While a question is in flight only the newest input waits. An answer to an overtaken question is still shown
 * (it is newer than what is on screen); one that takes longer than `patienceMs` is aborted for the newer one.
 */
export function latestOnly<I, O>({ work, onValue, onError, patienceMs = 200 }: Options<I, O>): LatestOnly<I> {
  let flying: { readonly controller: AbortController; readonly since: number } | null = null;
  let waiting: { readonly input: I } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(input: I): void {
    const own = { controller: new AbortController(), since: performance.now() };
    flying = own;
    work(input, own.controller.signal).then(
      (value) => land(own, () => onValue(value, input)),
      (error: unknown) => land(own, () => onError(error, input)),
    );
  }

  function land(own: typeof flying, show: () => void): void {
    if (flying !== own) return;
    clearTimeout(timer);
    flying = null;
    const next = waiting;
    waiting = null;
    if (next) start(next.input);
    show();
  }

  function overtake(): void {
    const next = waiting;
    if (!flying || !next) return;
    flying.controller.abort();
    waiting = null;
    start(next.input);
  }

  return {
    ask(input) {
      if (!flying) return start(input);
      waiting = { input };
      clearTimeout(timer);
      timer = setTimeout(overtake, Math.max(0, patienceMs - (performance.now() - flying.since)));
    },
    cancel() {
      clearTimeout(timer);
      flying?.controller.abort();
      flying = null;
      waiting = null;
    },
  };
}
