/** Edges of `bins` equal bins from `min` to `max`; around a single value, or from 0 to 1 for none (NaN), one unit wide. */
export function histogramEdges(min: number, max: number, bins: number): Float64Array<ArrayBuffer> {
  const known = min <= max;
  const low = known ? (min === max ? min - 0.5 : min) : 0;
  const width = known && min < max ? max - min : 1;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + (width * i) / bins);
  if (known && min < max) edges[bins] = max;
  return edges;
}

/** The bin of a value: `[edges[i], edges[i + 1])`, the last one closed; values outside fall into the outer bins. Edges are equally spaced. */
export function binOf(edges: Float64Array, value: number): number {
  const last = edges.length - 2;
  const low = edges[0] ?? 0;
  const width = (edges[last + 1] ?? 1) - low;
  let bin = Math.min(last, Math.max(0, Math.floor(((value - low) / width) * (last + 1))));
  // The division may be one rounding off; the edges decide.
  while (bin > 0 && value < (edges[bin] ?? 0)) bin--;
  while (bin < last && value >= (edges[bin + 1] ?? 0)) bin++;
  return bin;
}
