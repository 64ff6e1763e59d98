/** Equal bins as a line: a value's bin is `(value − low) · perBin`, up to rounding. */
export type BinLine = { readonly edges: Float64Array; readonly low: number; readonly perBin: number };

export function binLine(edges: Float64Array): BinLine {
  const low = edges[0] ?? 0;
  return { edges, low, perBin: (edges.length - 1) / ((edges[edges.length - 1] ?? 1) - low) };
}

/**
 * `binOf`, by a line. Bins are computed, not searched: a step over edges for each candidate is a branch that no processor foresees, and
 * took twice the time. The edges still decide.
 */
export function binOnLine({ edges, low, perBin }: BinLine, value: number): number {
  const last = edges.length - 2;
  let bin = ((value - low) * perBin) | 0;
  if (bin < 0) bin = 0;
  else if (bin > last) bin = last;
  while (bin > 0 && value < (edges[bin] ?? 0)) bin--;
  while (bin < last && value >= (edges[bin + 1] ?? 0)) bin++;
  return bin;
}
