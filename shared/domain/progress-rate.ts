import type { Progress } from './progress.ts';

/** A progress message and when it came. */
export type ProgressSample = { readonly atMs: number; readonly progress: Progress };

export type ProgressRate = {
  /** Units per second over the window; null while there is too little to say. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
};

const windowMs = 15_000;

/** Keeps what the rate needs: samples of the same stage within the last 15 s, and the last one before. */
export function addSample(
  samples: readonly ProgressSample[],
  next: ProgressSample,
): readonly ProgressSample[] {
  const last = samples.at(-1);
  const isSameStage =
    last?.progress.stage === next.progress.stage &&
    last.progress.unit === next.progress.unit &&
    last.progress.done <= next.progress.done;
  const recent = isSameStage ? samples.filter(({ atMs }) => next.atMs - atMs <= windowMs) : [];
  const kept = recent.length === 0 && isSameStage ? [last] : recent;
  return [...kept, next].slice(-200);
}

/** Units per second and seconds left, from the oldest and the newest sample of the window. */
export function rateOf(samples: readonly ProgressSample[]): ProgressRate {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return { perSecond: null, secondsLeft: null };
  const seconds = (last.atMs - first.atMs) / 1000;
  const done = last.progress.done - first.progress.done;
  if (seconds < 0.5 || done <= 0) return { perSecond: null, secondsLeft: null };
  const perSecond = done / seconds;
  const { total } = last.progress;
  return {
    perSecond,
    secondsLeft: total === null ? null : Math.max(0, total - last.progress.done) / perSecond,
  };
}
