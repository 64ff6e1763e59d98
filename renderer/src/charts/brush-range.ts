/** Bins that are brushed: from the first to before the end. */
export type BinRange = { readonly first: number; readonly end: number };

/** Where a brush begins that nobody dragged: a tenth of the bins in the middle. */
function middle(bins: number): BinRange {
  const width = Math.max(1, Math.round(bins / 10));
  const first = Math.floor((bins - width) / 2);
  return { first, end: first + width };
}

/**
 * What a key makes of a brush: arrows move it by a bin, with Shift they move its end; Home and End send it to the ends. Without
 * a brush an arrow or Enter begins one in the middle. Null clears it; undefined is no key of the brush.
 */
export function brushByKey(
  key: string,
  isShift: boolean,
  range: BinRange | null,
  bins: number,
): BinRange | null | undefined {
  const step =
    key === 'ArrowRight' || key === 'ArrowUp' ? 1 : key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;
  if (key === 'Escape' || key === 'Delete') return range === null ? undefined : null;
  if (range === null) return step !== 0 || key === 'Enter' ? middle(bins) : undefined;
  const width = range.end - range.first;
  if (key === 'Home') return { first: 0, end: width };
  if (key === 'End') return { first: bins - width, end: bins };
  if (step === 0) return undefined;
  if (isShift)
    return { first: range.first, end: Math.min(Math.max(range.end + step, range.first + 1), bins) };
  const first = Math.min(Math.max(range.first + step, 0), bins - width);
  return { first, end: first + width };
}

/** The bins between two places of a drag, each 0 to 1 across the chart; a click is the one bin under it. */
export function brushByDrag(from: number, to: number, bins: number): BinRange {
  const binAt = (share: number): number => Math.min(Math.max(Math.floor(share * bins), 0), bins - 1);
  const [a, b] = [binAt(from), binAt(to)];
  return { first: Math.min(a, b), end: Math.max(a, b) + 1 };
}
