import { humanLabel, type LabelledFrame } from './labelled-frame.ts';
import type { RateKind } from './rate-kind.ts';
import { regionOf } from './region.ts';

/**
 * The frame with every missing label filled in so that the rate is as low, or as high, as they can make it: relevant counts for a
 * share of the selected; for `removed` and `lost` the two parts of the baseline pull opposite ways.
 */
export function fillMissing(
  frame: LabelledFrame,
  kind: RateKind,
  setting: number,
  end: 'low' | 'high',
): LabelledFrame {
  const label = frame.label.slice();
  const region = kind === 'selected' ? 'selected' : 'removed';
  for (let i = 0; i < label.length; i++) {
    if (label[i] !== humanLabel.missing) continue;
    const raises =
      kind === 'lost' ? regionOf(frame, region, i, setting) === 2 : regionOf(frame, region, i, setting) === 1;
    label[i] = raises === (end === 'high') ? humanLabel.relevant : humanLabel.notRelevant;
  }
  return { ...frame, label };
}

/** Whether a label of the set is missing. */
export function hasMissing(frame: LabelledFrame, kind: RateKind, setting: number): boolean {
  const region = kind === 'selected' ? 'selected' : 'removed';
  for (let i = 0; i < frame.label.length; i++) {
    if (frame.label[i] === humanLabel.missing && regionOf(frame, region, i, setting) !== 0) return true;
  }
  return false;
}
