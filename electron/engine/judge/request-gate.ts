import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';

/**
 * How a request ended, for the pace: `pushed-back` is the server's way to say that it has too much to do; `neutral` says nothing of it;
 * `gone`: nobody is answered, so that one at a time is enough to see whether it came back.
 */
export type Outcome = 'good' | 'neutral' | 'pushed-back' | 'gone';

export type Slot = { readonly release: (outcome: Outcome, milliseconds: number) => void };

/** Lets requests through, as many at a time as the server bears: grows while answers come well, halves when pushed back (AIMD). */
export type RequestGate = {
  readonly enter: (signal: AbortSignal) => Promise<Slot>;
  /** An answer came that is not stored yet; nobody enters while many are not. Returns what must be called once it is. */
  readonly storing: () => () => void;
  /** Nobody enters before; the server asked for it. */
  readonly pause: (milliseconds: number) => void;
  /** Nobody enters any more: `cancelled` for whoever waits. */
  readonly close: () => void;
  readonly limit: () => number;
  readonly highest: () => number;
};

/** Latency up to which waiting in the server's queue does not matter. */
const unnoticedMs = 250;

/** Answers that may wait to be stored before nothing more is asked; a disk that is late would lose more of them in a crash. */
const leastUnstored = 8;

/** Starts with one request, until an answer has come; doubles each round until the first push-back, then adds one a round. */
export function createRequestGate(most: number, nowMs: () => number = () => performance.now()): RequestGate {
  let limit = 1;
  let highest = 0;
  let inFlight = 0;
  let doubling = true;
  let halvedAt = -Infinity;
  let openAt = 0;
  let best = Infinity;
  let closed = false;
  let unstored = 0;
  const waiting: (() => void)[] = [];

  /** As many as come while those before them are written together: two for each request at a time. */
  function isBehind(): boolean {
    return unstored >= Math.max(leastUnstored, 2 * Math.floor(limit));
  }

  function wake(): void {
    if (isBehind()) return;
    for (let free = Math.floor(limit) - inFlight; free > 0 && waiting.length > 0; free--) waiting.shift()?.();
  }

  function settle(startedAt: number, outcome: Outcome, milliseconds: number): void {
    inFlight--;
    if (outcome === 'pushed-back') {
      // Requests that were under way together are pushed back together: once is enough.
      if (startedAt >= halvedAt) {
        limit = Math.max(1, limit / 2);
        halvedAt = nowMs();
        doubling = false;
      }
    } else if (outcome === 'gone') {
      limit = 1;
      doubling = true;
    } else if (outcome === 'good') {
      best = Math.min(best, milliseconds);
      // A server that answers one after the other gains nothing from a longer queue.
      const queueing = milliseconds > Math.max(3 * best, unnoticedMs);
      if (!queueing) limit = Math.min(most, limit + (doubling ? 1 : 1 / limit));
    }
    wake();
  }

  async function mayEnter(signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted || closed) throw new AppError('cancelled', 'cancelled');
      const waitMs = openAt - nowMs();
      if (waitMs > 0) {
        await setTimeout(waitMs, undefined, { signal }).catch(() => {});
      } else if (inFlight < Math.floor(limit) && !isBehind()) {
        // In the same breath as the comparison: others are waiting too.
        inFlight++;
        highest = Math.max(highest, inFlight);
        return;
      } else {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            signal.removeEventListener('abort', done);
            resolve();
          };
          signal.addEventListener('abort', done, { once: true });
          waiting.push(done);
        });
      }
    }
  }

  return {
    async enter(signal) {
      await mayEnter(signal);
      const startedAt = nowMs();
      return { release: (outcome, milliseconds) => settle(startedAt, outcome, milliseconds) };
    },
    storing() {
      unstored++;
      return () => {
        unstored--;
        wake();
      };
    },
    pause(milliseconds) {
      openAt = Math.max(openAt, nowMs() + milliseconds);
    },
    close() {
      closed = true;
      for (const resume of waiting.splice(0)) resume();
    },
    limit: () => Math.floor(limit),
    highest: () => highest,
  };
}
