import { wilson } from '../distributions/wilson.ts';
import type { LabelledFrame } from '../rates/labelled-frame.ts';
import type { RateResult } from '../rates/rate-result.ts';
import { waveIntensity } from './wave-intensity.ts';

/** Width of the interval at the current setting that is to be expected after so many more labels of the next wave. */
export type PredictedWidth = { readonly labels: number; readonly width: number };

/**
 * Keeps what a label is worth now (effective n a label in the set; 1 before there are any) and the share guessed (the rate, else the judge's,
 * else one half), and counts how many labels of the wave fall into the set: Wilson's width at the effective n then. A forecast, not a promise.
 */
export function predictedWidths(
  frame: LabelledFrame,
  setting: number,
  rate: RateResult,
  judgeShare: number | null,
  more: readonly number[] = [20, 50, 100],
): readonly PredictedWidth[] {
  const intensity = waveIntensity(frame, setting);
  let inside = 0;
  let all = 0;
  let open = 0;
  for (let i = 0; i < intensity.length; i++) {
    if (frame.label[i] !== 0) continue;
    if ((frame.parts?.from[i] ?? 0) === 0) all += intensity[i] ?? 0;
    if ((frame.entry[i] ?? 0) > setting || setting >= (frame.exit[i] ?? 0)) continue;
    inside += intensity[i] ?? 0;
    open += 1;
  }
  const share = rate.estimate ?? judgeShare ?? 0.5;
  const effective = rate.effective_n ?? 0;
  const worth = rate.n_human > 0 && effective > 0 ? effective / rate.n_human : 1;
  return more.map((labels) => {
    const falling = all > 0 ? Math.min(open, (labels * inside) / all) : 0;
    const { low, high } = wilson(share, effective + worth * falling);
    return { labels, width: high - low };
  });
}
