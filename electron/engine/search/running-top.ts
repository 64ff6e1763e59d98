import { groupSize } from './hit-graph.ts';
import { createMergeKernel, type MergeKernel } from './merge-kernel.ts';

/** Documents listed for some rows: row r has `counts[r]` entries from `r × capacity`, in no order. */
export type Lists = {
  readonly capacity: number;
  readonly counts: Int32Array;
  readonly documents: Int32Array;
};

/**
 * The best of each of some rows so far; what is not among them scores at most `thresholds[r]`. After `trimRow` a row has the `k` best
 * and what is within `margins[r]` of the least of them, as far as there is room.
 */
export type RunningTop = Lists & {
  readonly k: number;
  readonly margins: Float32Array;
  readonly thresholds: Float32Array;
  readonly scores: Float32Array;
  readonly kernel: MergeKernel;
};

/** `places` entries a row (twice `k` where left out: room for as many newcomers makes trimming rare). Margins are 0 where left out. */
export function emptyRunningTop(
  rows: number,
  k: number,
  documentsPerBlock: number,
  { places = 2 * k, margins = new Float32Array(rows) } = {},
): RunningTop {
  // Room for a whole group of newcomers after any trimming.
  const capacity = places + 2 * groupSize;
  const kernel = createMergeKernel(rows, capacity, documentsPerBlock);
  kernel.thresholds.fill(-Infinity);
  const { counts, thresholds, scores, documents } = kernel;
  return { k, capacity, margins, counts, thresholds, scores, documents, kernel };
}

/** Halvings that are cheaper than a selection; scores far apart in size need more. */
const mostHalvings = 8;

/** Makes room in a full row. */
export function thinRow(top: RunningTop, row: number): void {
  if ((top.margins[row] ?? 0) > 0 || !halveRow(top, row)) trimRow(top, row);
}

/**
 * Keeps between `k` and a quarter more, those above a threshold found by halving; false where none was found. Three times as fast as
 * selecting exactly: what is counted and moved without a branch costs nothing for guessing wrong.
 */
function halveRow(top: RunningTop, row: number): boolean {
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
    else {
      keepAbove(top, row, middle);
      return true;
    }
  }
  return false;
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

/** Of a list with margins, so much may stay that the next trimming is not soon. */
export const mostKept = 0.75;

/** Keeps the `k` largest of a row and what is within its margin, and raises its threshold to the bound of what is left out. */
export function trimRow(top: RunningTop, row: number): void {
  const { k, capacity, counts, thresholds, scores, documents } = top;
  const count = counts[row] ?? 0;
  if (count < k) return;
  const base = row * capacity;
  selectLargest(scores, documents, base, base + count, k);
  let lowest = scores[base + k - 1] ?? 0;
  let kept = k;
  const margin = top.margins[row] ?? 0;
  if (margin > 0) {
    lowest = Math.fround(lowest - margin);
    for (let i = base + k; i < base + count; i++) {
      const score = scores[i] ?? 0;
      if (score <= lowest) continue;
      scores[base + kept] = score;
      documents[base + kept++] = documents[i] ?? 0;
    }
    const most = Math.max(k, Math.floor(mostKept * (capacity - 2 * groupSize)));
    if (kept > most) {
      selectLargest(scores, documents, base, base + kept, most);
      lowest = scores[base + most - 1] ?? 0;
      kept = most;
    }
  }
  counts[row] = kept;
  thresholds[row] = Math.max(thresholds[row] ?? 0, lowest);
}

/** Hoare's selection: puts the `k` largest scores of `from` to `to` first, the least of them last, documents along with them. */
export function selectLargest(
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
