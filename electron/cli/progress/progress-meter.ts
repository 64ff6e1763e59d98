import type { Progress } from '../../../shared/domain/progress.ts';

/** A progress with what its course so far says: units per second, and seconds left where a total is known. */
export type Reading = Progress & { readonly rate: number | null; readonly secondsLeft: number | null };

type Point = { readonly atMs: number; readonly done: number };

const windowMs = 20_000;

/** Rates are taken over the last twenty seconds of a stage, so that a resumed or uneven stage soon tells the truth. */
export function createProgressMeter(): (progress: Progress, nowMs: number) => Reading {
  let stage = '';
  let points: readonly Point[] = [];
  return (progress, nowMs) => {
    const last = points.at(-1);
    if (progress.stage !== stage || (last !== undefined && progress.done < last.done)) {
      stage = progress.stage;
      points = [];
    }
    const recent = points.filter(({ atMs }) => atMs >= nowMs - windowMs);
    // One point from before the window keeps the rate of slow stages known.
    points = [...(recent.length > 0 ? recent : points.slice(-1)), { atMs: nowMs, done: progress.done }];
    const first = points[0];
    const seconds = first === undefined ? 0 : (nowMs - first.atMs) / 1000;
    const rate =
      first === undefined || seconds < 0.2 || progress.done <= first.done
        ? null
        : (progress.done - first.done) / seconds;
    const left = progress.total === null ? null : Math.max(progress.total - progress.done, 0);
    return { ...progress, rate, secondsLeft: rate === null || left === null ? null : left / rate };
  };
}
