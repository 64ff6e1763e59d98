import type { RunningTop } from './running-top.ts';

/** The scores of a list, descending. */
export function bestScores({ scores, counts, capacity }: RunningTop, row: number): Float32Array {
  const from = row * capacity;
  return scores
    .slice(from, from + (counts[row] ?? 0))
    .sort()
    .reverse();
}

/** How many of some descending scores are within `margin` of the one at `place` (from 1). */
export function countWithin(best: Float32Array, place: number, margin: number): number {
  const lowest = (best[Math.max(1, place) - 1] ?? -Infinity) - margin;
  let count = 0;
  while (count < best.length && (best[count] ?? 0) > lowest) count++;
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
