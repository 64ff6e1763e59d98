import type { LabelledFrame } from '../rates/labelled-frame.ts';

/** Strata of the set selected at `setting` with pairs that cannot be in the sample (π = 0), and how many: no rate there, "label these". */
export function unreachableStrata(
  frame: LabelledFrame,
  setting: number,
): readonly { readonly stratum: number; readonly pairs: number }[] {
  const counts = new Map<number, number>();
  frame.stratum.forEach((stratum, i) => {
    if ((frame.entry[i] ?? 0) > setting || setting >= (frame.exit[i] ?? 0)) return;
    if ((frame.humanProbability[i] ?? 0) > 0) return;
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  });
  return [...counts]
    .map(([stratum, pairs]) => ({ stratum, pairs }))
    .toSorted((a, b) => a.stratum - b.stratum);
}
