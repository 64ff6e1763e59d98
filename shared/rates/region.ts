import type { LabelledFrame } from './labelled-frame.ts';

/**
 * What a rate is about. `selected`: the negatives selected at the setting. `removed`: the baseline's negatives, parted into those
 * no longer selected and those still selected (`lost` reads the same parts for the true negatives).
 */
export const regionKinds = ['selected', 'removed'] as const;
export type RegionKind = (typeof regionKinds)[number];

/** A pair's part: 0 outside, 1 selected (or removed), 2 of the baseline and still selected. */
export function regionOf(frame: LabelledFrame, kind: RegionKind, i: number, setting: number): 0 | 1 | 2 {
  if (kind === 'removed' && (frame.baseline[i] !== 1 || !speaksAt(frame, i, setting))) return 0;
  const selected = (frame.entry[i] ?? 0) <= setting && setting < (frame.exit[i] ?? 0);
  if (kind === 'selected') return selected ? 1 : 0;
  return selected ? 2 : 1;
}

/** Whether the entry stands for its pair at a setting: always, except for pairs in several parts. */
function speaksAt({ parts }: LabelledFrame, i: number, setting: number): boolean {
  return parts == null || ((parts.from[i] ?? 0) <= setting && setting < (parts.until[i] ?? 0));
}

/** Cells of a region kind: those of region 1, then those of region 2. */
export function cellCount(frame: LabelledFrame, kind: RegionKind): number {
  return frame.strata * regionCount(kind);
}

/** Regions of a kind. */
export function regionCount(kind: RegionKind): number {
  return kind === 'selected' ? 1 : 2;
}
