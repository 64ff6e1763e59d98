import type { Hits } from './hit-finder.ts';
import { type RunningTop, thinRow } from './running-top.ts';

/** Adds what `hits` hold above the rows' thresholds; row 0 of the hits is row `first` here, `blockDocuments` names their documents. */
export function mergeHits(top: RunningTop, first: number, hits: Hits, blockDocuments: Int32Array): void {
  const { kernel } = top;
  kernel.takeDocuments(blockDocuments);
  for (let from = 0; from < hits.count; from += kernel.mostHits) {
    const to = Math.min(hits.count, from + kernel.mostHits);
    kernel.takeHits(hits, from, to);
    let merged = kernel.merge(first, 0, to - from);
    while (merged < to - from) {
      thinRow(top, first + (hits.rows[from + merged] ?? 0));
      merged = kernel.merge(first, merged, to - from);
    }
  }
}
