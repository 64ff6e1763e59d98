import type { Hits } from './hit-finder.ts';
import { groupSize } from './hit-graph.ts';

/**
 * The best of each of some rows so far. Row r has `counts[r]` entries from `r × capacity`, in no order; what is not among them
 * scores at most `thresholds[r]`. After `trimRow` a row has at most `k`.
 */
export type RunningTop = {
  readonly k: number;
  readonly capacity: number;
  readonly counts: Int32Array;
  readonly thresholds: Float32Array;
  readonly scores: Float32Array;
  readonly documents: Int32Array;
};

/** Room for as many newcomers as there are places makes trimming rare. */
export function emptyRunningTop(rows: number, k: number): RunningTop {
  const capacity = 2 * k;
  return {
    k,
    capacity,
    counts: new Int32Array(rows),
    thresholds: new Float32Array(rows).fill(-Infinity),
    scores: new Float32Array(rows * capacity),
    documents: new Int32Array(rows * capacity),
  };
}

/** Adds what `hits` hold above the rows' thresholds; row 0 of the hits is row `first` here, `blockDocuments` names their documents. */
export function mergeHits(top: RunningTop, first: number, hits: Hits, blockDocuments: Int32Array): void {
  const { capacity, counts, thresholds, scores, documents } = top;
  for (let hit = 0; hit < hits.count; hit++) {
    const row = first + (hits.rows[hit] ?? 0);
    const base = row * capacity;
    const start = (hits.groups[hit] ?? 0) * groupSize;
    const size = Math.min(groupSize, blockDocuments.length - start);
    let threshold = thresholds[row] ?? 0;
    let count = counts[row] ?? 0;
    for (let i = 0; i < size; i++) {
      const score = hits.scores[hit * groupSize + i] ?? 0;
      if (!(score > threshold)) continue;
      scores[base + count] = score;
      documents[base + count] = blockDocuments[start + i] ?? 0;
      if (++count < capacity) continue;
      counts[row] = count;
      thinRow(top, row);
      threshold = thresholds[row] ?? 0;
      count = counts[row] ?? 0;
    }
    counts[row] = count;
  }
}

/** Halvings that are cheaper than a selection; scores far apart in size need more. */
const mostHalvings = 8;

/**
 * Keeps between `k` and a quarter more of a full row, those above a threshold found by halving. Three times as fast as selecting exactly:
 * what is counted and moved without a branch costs nothing for guessing wrong.
 */
function thinRow(top: RunningTop, row: number): void {
  const { k, capacity, counts, scores } = top;
  const from = row * capacity;
  const to = from + (counts[row] ?? 0);
  let [low, high] = [Infinity, -Infinity];
  for (let i = from; i < to; i++) {
    const score = scores[i] ?? 0;
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  for (let halving = 0; halving < mostHalvings; halving++) {
    const middle = Math.fround(low + (high - low) / 2);
    let above = 0;
    for (let i = from; i < to; i++) above += Number((scores[i] ?? 0) > middle);
    if (above < k) high = middle;
    else if (above > 1.25 * k) low = middle;
    else return keepAbove(top, row, middle);
  }
  trimRow(top, row);
}

function keepAbove(
  { capacity, counts, thresholds, scores, documents }: RunningTop,
  row: number,
  threshold: number,
): void {
  const from = row * capacity;
  const to = from + (counts[row] ?? 0);
  let next = from;
  for (let i = from; i < to; i++) {
    const score = scores[i] ?? 0;
    scores[next] = score;
    documents[next] = documents[i] ?? 0;
    next += Number(score > threshold);
  }
  counts[row] = next - from;
  thresholds[row] = threshold;
}

/** Keeps the `k` largest of a row and raises its threshold to the least of them. */
export function trimRow(top: RunningTop, row: number): void {
  const { k, capacity, counts, thresholds, scores, documents } = top;
  if ((counts[row] ?? 0) < k) return;
  const base = row * capacity;
  selectLargest(scores, documents, base, base + (counts[row] ?? 0), k);
  counts[row] = k;
  thresholds[row] = scores[base + k - 1] ?? 0;
}

/** Hoare's selection: puts the `k` largest scores of `from` to `to` first, the least of them last, documents along with them. */
function selectLargest(
  scores: Float32Array,
  documents: Int32Array,
  from: number,
  to: number,
  k: number,
): void {
  const target = from + k - 1;
  let low = from;
  let high = to - 1;
  while (low < high) {
    const pivot = middleOf(scores[low] ?? 0, scores[(low + high) >> 1] ?? 0, scores[high] ?? 0);
    let i = low;
    let j = high;
    while (i <= j) {
      while ((scores[i] ?? 0) > pivot) i++;
      while ((scores[j] ?? 0) < pivot) j--;
      if (i > j) break;
      const score = scores[i] ?? 0;
      const document = documents[i] ?? 0;
      scores[i] = scores[j] ?? 0;
      documents[i++] = documents[j] ?? 0;
      scores[j] = score;
      documents[j--] = document;
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
