import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pieces } from '../../shared/pieces.ts';

/** Short pieces share a turn until it has taken so long. */
const turnMs = 30;

/** Does work in pieces so that the engine answers others in between; stops between two when `signal` says so. */
export async function inTurns<Result>(
  pieces: Pieces<Result>,
  signal: AbortSignal | null = null,
): Promise<Result> {
  for (;;) {
    await nextTurn();
    signal?.throwIfAborted();
    const begun = performance.now();
    do {
      const step = pieces.next();
      if (step.done === true) return step.value;
    } while (performance.now() - begun < turnMs);
  }
}
