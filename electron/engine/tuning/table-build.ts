import type { TuneFrame } from '../../../shared/tuning/tune-frame.ts';
import type { TuneMaterial, TuneRequest } from '../../../shared/tuning/tune-request.ts';
import { addSums, emptySums, type TuneSums } from '../../../shared/tuning/tune-sums.ts';
import { overRows } from './over-rows.ts';
import type { TuningThreads } from './tuning-threads.ts';

/** Tables that are being built, or are. */
export type TableBuild = {
  readonly material: TuneMaterial;
  readonly request: TuneRequest;
  readonly frame: TuneFrame;
  readonly sums: TuneSums;
  readonly rowsDone: () => number;
  readonly rowsTotal: number;
  /** How long it was counted, so far or in all: a build that is kept grows no older. */
  readonly milliseconds: () => number;
  /** Resolves when there are more rows than `rows`, and `pauseMs` have passed unless all are done; rejects when the build failed. */
  readonly more: (rows: number, pauseMs: number, signal: AbortSignal) => Promise<void>;
  readonly done: Promise<void>;
};

/** How long a build goes on while nobody waits for it, in milliseconds: long enough for the next call of the same window. */
const patienceMs = 2_000;

/** Begins to build tables. Ends by itself, failed with `AbortError`, when nobody waits for them any more. */
export function startTableBuild(
  threads: TuningThreads,
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
): TableBuild {
  const sums = emptySums(request.grid.length, frame);
  const controller = new AbortController();
  const rowsTotal = material.pool.queries.length;
  const startedAt = performance.now();
  let endedAt: number | null = null;
  let rowsDone = 0;
  let waiting = 0;
  let lastWanted = performance.now();
  let announce = deferred();

  const done = overRows<'tables'>(
    threads,
    material,
    { kind: 'tables', request, frame },
    ({ from, to, answer }) => {
      addSums(sums, answer);
      rowsDone += to - from;
      announce.resolve();
      announce = deferred();
      if (waiting === 0 && performance.now() - lastWanted > patienceMs) controller.abort();
    },
    controller.signal,
  );
  // Whoever waits hears of a failure; without anyone, it is not an accident.
  done.catch(() => {}).finally(() => (endedAt = performance.now()));

  return {
    material,
    request,
    frame,
    sums,
    rowsDone: () => rowsDone,
    rowsTotal,
    milliseconds: () => (endedAt ?? performance.now()) - startedAt,
    done,
    async more(rows, pauseMs, signal) {
      waiting++;
      const cancelled = deferred();
      const cancel = (): void => cancelled.resolve();
      signal.addEventListener('abort', cancel);
      const until = performance.now() + pauseMs;
      try {
        while (rowsDone < rowsTotal && (rowsDone <= rows || performance.now() < until)) {
          await Promise.race([done, announce.promise, cancelled.promise]);
          signal.throwIfAborted();
        }
        await (rowsDone < rowsTotal ? Promise.resolve() : done);
      } finally {
        signal.removeEventListener('abort', cancel);
        waiting--;
        lastWanted = performance.now();
        // Cancelled by the last one who waited: a newer setting has the threads now.
        if (signal.aborted && waiting === 0 && rowsDone < rowsTotal) controller.abort();
      }
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
