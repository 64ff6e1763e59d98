/** Weighted totals of `values` by cluster (by value where there are no clusters), and the sum of all weights. */
export function unitTotals(
  values: Float64Array,
  weights: Float64Array,
  cluster: Int32Array | null,
): { readonly totals: Float64Array; readonly weight: number } {
  const places = new Map<number, number>();
  const totals: number[] = [];
  let weight = 0;
  values.forEach((value, i) => {
    const own = weights[i] ?? 0;
    weight += own;
    const key = cluster?.[i] ?? i;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, totals.length);
      totals.push(own * value);
    } else {
      totals[place] = (totals[place] ?? 0) + own * value;
    }
  });
  return { totals: Float64Array.from(totals), weight };
}
