import type { BlockScores } from './block-scores.ts';

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

/**
 * Adds what row `blockRow` of a scored block holds above the threshold of `row`; `blockDocuments` names the block's columns, `seen` counts
 * the documents of earlier blocks. Never looks at more than was seen before at once: the first documents all pass, then ever fewer do.
 */
export function mergeRow(
  top: RunningTop,
  row: number,
  block: BlockScores,
  blockRow: number,
  blockDocuments: Int32Array,
  seen: number,
): void {
  const { k, capacity, counts, thresholds, scores, documents } = top;
  const base = row * capacity;
  const start = blockRow * blockDocuments.length;
  const end = start + blockDocuments.length;
  let count = counts[row] ?? 0;
  let to = start;
  for (let from = start; from < end; from = to) {
    to = Math.min(end, from + Math.max(capacity, seen + from - start));
    let threshold = thresholds[row] ?? 0;
    const found = block.above(from, to, threshold);
    for (let i = 0; i < found; i++) {
      const place = block.found[i] ?? 0;
      const score = block.scores[place] ?? 0;
      if (!(score > threshold)) continue;
      scores[base + count] = score;
      documents[base + count] = blockDocuments[place - start] ?? 0;
      if (++count < capacity) continue;
      counts[row] = count;
      trimRow(top, row);
      threshold = thresholds[row] ?? 0;
      count = k;
    }
  }
  counts[row] = count;
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
