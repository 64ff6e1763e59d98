/** Holm's (1979) adjusted p-values over a family declared beforehand, in the order given; never above 1. */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = [...pValues];
  let highest = 0;
  order.forEach((i, place) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - place) * (pValues[i] ?? 0)));
    adjusted[i] = highest;
  });
  return adjusted;
}
