/** Type 7 quantile (Hyndman & Fan 1996; the default of R and NumPy) of ascending values; null for none. `p` from 0 to 1. */
export function quantile(ascending: Float64Array, p: number): number | null {
  if (ascending.length === 0) return null;
  const place = (ascending.length - 1) * p;
  const below = Math.floor(place);
  const low = ascending[below] ?? 0;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? 0;
  return low + (high - low) * (place - below);
}
