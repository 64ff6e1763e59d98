import type { ProgressRate } from '../../../shared/domain/progress-rate.ts';
import type { Progress } from '../../../shared/domain/progress.ts';
import { countText } from '../../../shared/text/count-text.ts';
import { durationText } from '../output/number-text.ts';
import { oneLine } from '../output/visible-text.ts';

const barWidth = 24;

/** One line that says where a task stands: `Encoding documents  37 %  1,900 of 5,183 texts  25/s  2 min 11 s left`. */
export function progressText(progress: Progress, { perSecond, secondsLeft }: ProgressRate): string {
  const { stage, done, total, unit, detail } = progress;
  // Of what is done in one go nothing is counted, and "0 labels" would be untrue.
  const isUncounted = total === null && done === 0;
  return oneLine(
    [
      isUncounted ? `${stage} …` : stage,
      total === null || total === 0 ? '' : `${Math.floor((100 * Math.min(done, total)) / total)} %`,
      isUncounted
        ? ''
        : `${countText(Math.round(done))}${total === null ? '' : ` of ${countText(Math.round(total))}`} ${unit}`,
      perSecond === null
        ? ''
        : `${perSecond < 10 ? perSecond.toFixed(1) : countText(Math.round(perSecond))}/s`,
      secondsLeft === null ? '' : `${durationText(secondsLeft)} left`,
      detail ?? '',
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
}

/** The same with a bar, cut to `columns` so that redrawing it stays on one line. */
export function progressBar(progress: Progress, rate: ProgressRate, columns: number): string {
  const { done, total } = progress;
  const share = total === null || total === 0 ? 0 : Math.min(done / total, 1);
  const full = Math.round(share * barWidth);
  const bar = total === null ? '' : `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} `;
  return `${bar}${progressText(progress, rate)}`.slice(0, Math.max(columns - 1, 20));
}
