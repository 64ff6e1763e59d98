/** "Every pair of this run": probability 1 for those selected (1), 0 for the rest. */
export function censusPlan(selected: Uint8Array): Float64Array {
  return Float64Array.from(selected, (one) => (one === 1 ? 1 : 0));
}
