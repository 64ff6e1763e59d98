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

/** Places of the frame whose label is missing: few, so that looking through them at each setting of a grid costs little. */
export function missingPlaces({ label }: LabelledFrame): readonly number[] {
  const places: number[] = [];
  for (let i = label.indexOf(humanLabel.missing); i >= 0; i = label.indexOf(humanLabel.missing, i + 1))
    places.push(i);
  return places;
}

/** Whether one of these places is in the set of a rate. */
export function isAnyInSet(
  frame: LabelledFrame,
  places: readonly number[],
  kind: RateKind,
  setting: number,
): boolean {
  const region = kind === 'selected' ? 'selected' : 'removed';
  return places.some((i) => regionOf(frame, region, i, setting) !== 0);
}
