import { type RunningTop, selectLargest } from './running-top.ts';

/** The score at `place` (from 1) of a list in descending order; −∞ where it is shorter. */
export function scoreAt(
  { scores, documents, counts, capacity }: RunningTop,
  row: number,
  place: number,
): number {
  const from = row * capacity;
  const count = counts[row] ?? 0;
  if (place > count) return -Infinity;
  selectLargest(scores, documents, from, from + count, place);
  return scores[from + place - 1] ?? 0;
}

/** How many scores of a list are above `lowest`. */
export function countAbove({ scores, counts, capacity }: RunningTop, row: number, lowest: number): number {
  const to = row * capacity + (counts[row] ?? 0);
  let count = 0;
  for (let i = row * capacity; i < to; i++) count += Number((scores[i] ?? 0) > lowest);
  return count;
}

/** Begins a row of `wide` with what the sample has above `threshold`. */
export function openList(sample: RunningTop, wide: RunningTop, row: number, threshold: number): void {
  const [from, to] = [row * sample.capacity, row * wide.capacity];
  const lowest = Math.max(sample.thresholds[row] ?? 0, Math.fround(threshold));
  let kept = 0;
  for (let i = from; i < from + (sample.counts[row] ?? 0); i++) {
    const score = sample.scores[i] ?? 0;
    if (!(score > lowest)) continue;
    wide.scores[to + kept] = score;
    wide.documents[to + kept++] = sample.documents[i] ?? 0;
  }
  wide.counts[row] = kept;
  wide.thresholds[row] = lowest;
}
