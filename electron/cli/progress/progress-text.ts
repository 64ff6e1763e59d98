import { countText } from '../../../shared/text/count-text.ts';
import { durationText } from '../output/number-text.ts';
import { oneLine } from '../output/visible-text.ts';
import type { Reading } from './progress-meter.ts';

const barWidth = 24;

/** One line that says where a task stands: `Encoding documents  37 %  1,900 of 5,183 texts  25/s  2 min 11 s left`. */
export function progressText(reading: Reading): string {
  const { done, total, unit, rate, secondsLeft, detail } = reading;
  return oneLine(
    [
      reading.stage,
      total === null || total === 0 ? '' : `${Math.floor((100 * Math.min(done, total)) / total)} %`,
      `${countText(Math.round(done))}${total === null ? '' : ` of ${countText(Math.round(total))}`} ${unit}`,
      rate === null ? '' : `${rate < 10 ? rate.toFixed(1) : countText(Math.round(rate))}/s`,
      secondsLeft === null ? '' : `${durationText(secondsLeft)} left`,
      detail ?? '',
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
}

/** The same with a bar, cut to `columns` so that redrawing it stays on one line. */
export function progressBar(reading: Reading, columns: number): string {
  const share = reading.total === null || reading.total === 0 ? 0 : Math.min(reading.done / reading.total, 1);
  const full = Math.round(share * barWidth);
  const bar = reading.total === null ? '' : `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} `;
  return `${bar}${progressText(reading)}`.slice(0, Math.max(columns - 1, 20));
}
