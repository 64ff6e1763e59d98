import { betaQuantile } from '../distributions/beta-quantile.ts';
import { clopperPearson } from '../distributions/clopper-pearson.ts';
import { wilson } from '../distributions/wilson.ts';
import { unlimitedOf } from '../rates/effective-n.ts';
import type { LabelledFrame } from '../rates/labelled-frame.ts';
import { fewLabels } from '../rates/rate-interval.ts';
import type { RateResult } from '../rates/rate-result.ts';
import { waveIntensity } from './wave-intensity.ts';

/** Width of the interval at the current setting that is to be expected after so many more labels of the next wave. */
export type PredictedWidth = { readonly labels: number; readonly width: number };

/** Labels that the judge's share (one half without it) counts as, beside those that there are; worth what labels of a plain sample are. */
const priorLabels = 4;

/** Of the shares that the labels leave possible, the part for which the interval will be no wider than is said. */
const assurance = 0.95;

/** Shares at which the width is asked. */
const places = 20;

/**
 * Keeps what a label is worth now (effective n a label in the set) and counts how many labels of the wave fall into
 * the set. The share itself is not known: a first "not" makes the estimate 0, which is no reason to expect a narrow interval. So the
 * judge's share is taken as four labels, those there are are added (a beta distribution), and the width is the one that will do for
 * 19 in 20 of the shares that this leaves, by the procedure of the rate itself: Clopper and Pearson's interval while labels of one kind are
 * few, else Wilson's for the finite set. A forecast, not a promise.
 */
export function predictedWidths(
  frame: LabelledFrame,
  setting: number,
  rate: RateResult,
  judgeShare: number | null,
  more: readonly number[] = [20, 50, 100],
): readonly PredictedWidth[] {
  const { open, size, insideShare } = nextLabels(frame, setting);
  const effective = rate.effective_n ?? 0;
  const yes = priorLabels * (judgeShare ?? 0.5) + (rate.estimate ?? 0) * effective;
  const no = priorLabels + effective - yes;
  const shares = Array.from({ length: places }, (_, i) =>
    // A judge without a doubt leaves one: half a label.
    betaQuantile((i + 0.5) / places, Math.max(0.5, yes), Math.max(0.5, no)),
  );
  const worth = (priorLabels + effective) / (priorLabels + rate.n_human);
  return more.map((labels) => {
    const falling = Math.min(open, labels * insideShare);
    // Nothing is left to label: the interval stays as it is.
    if (falling === 0 && rate.low !== null && rate.high !== null)
      return { labels, width: rate.high - rate.low };
    const then = effective + worth * falling;
    const widths = shares.map((share) => widthAt(share, rate.n_human + falling, then, size));
    return { labels, width: widths.toSorted((a, b) => a - b)[Math.ceil(assurance * places) - 1] ?? 1 };
  });
}

function widthAt(share: number, labels: number, effective: number, size: number): number {
  const isFew = Math.min(share, 1 - share) * labels < fewLabels;
  const n = Math.min(labels, effective);
  const { low, high } = isFew ? clopperPearson(share * n, n) : wilson(share, unlimitedOf(effective, size));
  return high - low;
}

/** Pairs of the set without a label, all of its pairs, and the share of a wave's labels that will fall into it. */
function nextLabels(
  frame: LabelledFrame,
  setting: number,
): { readonly open: number; readonly size: number; readonly insideShare: number } {
  const intensity = waveIntensity(frame, setting);
  let inside = 0;
  let all = 0;
  let open = 0;
  let size = 0;
  for (let i = 0; i < intensity.length; i++) {
    const isInside = (frame.entry[i] ?? 0) <= setting && setting < (frame.exit[i] ?? 0);
    if (isInside) size += 1;
    if (frame.label[i] !== 0) continue;
    if ((frame.parts?.from[i] ?? 0) === 0) all += intensity[i] ?? 0;
    if (!isInside) continue;
    inside += intensity[i] ?? 0;
    open += 1;
  }
  return { open, size, insideShare: all > 0 ? inside / all : 0 };
}
