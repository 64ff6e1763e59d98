import type { BlockTop } from './block-search.ts';

/** The best `k` seen so far for each of some rows: row-major, score descending; rows not yet full are shorter. */
export type RunningTop = {
  readonly k: number;
  readonly counts: Int32Array;
  readonly scores: Float32Array;
  readonly documents: Int32Array;
};

export function emptyRunningTop(rows: number, k: number): RunningTop {
  return {
    k,
    counts: new Int32Array(rows),
    scores: new Float32Array(rows * k),
    documents: new Int32Array(rows * k),
  };
}

/** Merges what a block gave for rows `firstRow`, `firstRow` + 1, …; `blockDocuments` names its places. Among equals the earlier stays first. */
export function mergeBlock(
  top: RunningTop,
  firstRow: number,
  block: BlockTop,
  blockDocuments: Int32Array,
): void {
  const rows = block.k === 0 ? 0 : block.scores.length / block.k;
  const { k } = top;
  const oldScores = new Float32Array(k);
  const oldDocuments = new Int32Array(k);
  for (let r = 0; r < rows; r++) {
    const base = (firstRow + r) * k;
    const count = top.counts[firstRow + r] ?? 0;
    const size = Math.min(k, count + block.k);
    if (count === k && (block.scores[r * block.k] ?? 0) <= (top.scores[base + k - 1] ?? 0)) continue;
    oldScores.set(top.scores.subarray(base, base + count));
    oldDocuments.set(top.documents.subarray(base, base + count));
    let old = 0;
    let fresh = r * block.k;
    const freshEnd = fresh + block.k;
    for (let i = 0; i < size; i++) {
      const oldScore = old < count ? (oldScores[old] ?? 0) : -Infinity;
      const freshScore = fresh < freshEnd ? (block.scores[fresh] ?? 0) : -Infinity;
      if (old < count && (fresh >= freshEnd || oldScore >= freshScore)) {
        top.scores[base + i] = oldScore;
        top.documents[base + i] = oldDocuments[old++] ?? 0;
      } else {
        top.scores[base + i] = freshScore;
        top.documents[base + i] = blockDocuments[block.places[2 * fresh] ?? 0] ?? 0;
        fresh++;
      }
    }
    top.counts[firstRow + r] = size;
  }
}
