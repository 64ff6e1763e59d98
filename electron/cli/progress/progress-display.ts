import type { Progress } from '../../../shared/domain/progress.ts';
import { addSample, rateOf, type ProgressSample } from '../../../shared/domain/progress-rate.ts';
import { progressBar, progressText } from './progress-text.ts';

export type ProgressDisplay = {
  readonly show: (progress: Progress) => void;
  /** Takes the bar away, before anything else is written. */
  readonly clear: () => void;
};

/** Where progress is drawn. `columns` is null where there is no terminal. */
export type ProgressTarget = {
  readonly write: (text: string) => void;
  readonly columns: () => number | null;
  readonly nowMs: () => number;
};

const redrawMs = 100;
const lineMs = 3_000;

/** A bar redrawn in place on a terminal, a line every three seconds elsewhere, nothing with `quiet`. */
export function createProgressDisplay(target: ProgressTarget, quiet: boolean): ProgressDisplay {
  let samples: readonly ProgressSample[] = [];
  let drawnMs = target.nowMs();
  let stage = '';
  let drawn = false;

  function show(progress: Progress): void {
    const nowMs = target.nowMs();
    samples = addSample(samples, { atMs: nowMs, progress });
    const rate = rateOf(samples);
    const columns = target.columns();
    const newStage = progress.stage !== stage;
    stage = progress.stage;
    if (nowMs - drawnMs < (columns === null ? lineMs : newStage ? 0 : redrawMs)) return;
    drawnMs = nowMs;
    if (columns === null) {
      target.write(`${progressText(progress, rate)}\n`);
    } else {
      target.write(`\r\u001b[2K${progressBar(progress, rate, columns)}`);
      drawn = true;
    }
  }

  function clear(): void {
    if (drawn) target.write('\r\u001b[2K');
    drawn = false;
  }

  return quiet ? { show: () => {}, clear: () => {} } : { show, clear };
}
