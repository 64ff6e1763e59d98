/** The places a person went through in a queue, and where they are: back and forth as in a browser. */
export type LabelTrail = { readonly places: readonly number[]; readonly at: number };

export const emptyTrail: LabelTrail = { places: [], at: -1 };

/** The place on screen; null before the first and after the last. */
export function placeOn({ places, at }: LabelTrail): number | null {
  return places[at] ?? null;
}

/** One step on: to what was seen after it, else to `next`; null leaves the trail at its end. */
export function onward({ places, at }: LabelTrail, next: number | null): LabelTrail {
  if (at + 1 < places.length) return { places, at: at + 1 };
  return next === null ? { places, at: places.length } : { places: [...places, next], at: places.length };
}

/** One step back; before the first, to the place that lies before it in the queue. */
export function backward(trail: LabelTrail): LabelTrail {
  if (trail.at > 0) return { places: trail.places, at: trail.at - 1 };
  const first = trail.places[0];
  if (first === undefined || first === 0) return trail;
  return { places: [first - 1, ...trail.places], at: 0 };
}

/** To a place, wherever it was asked from: the trail goes on from there to where one was. */
export function leadTo({ places, at }: LabelTrail, place: number): LabelTrail {
  const known = places.lastIndexOf(place);
  if (known >= 0) return { places, at: known };
  const before = Math.max(0, Math.min(at, places.length));
  return { places: [...places.slice(0, before), place, ...places.slice(before)], at: before };
}
