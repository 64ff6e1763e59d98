import type { RowRequest } from './row-searcher.ts';
import { rowOf } from './exact-scores.ts';

/** Places asked for beyond the pool and the row's exclusions: room for scores that rounding puts on the wrong side of the cut. */
const slack = 8;
/** List entries held at once (about 32 bytes each); rows with longer lists take turns. */
const mostEntries = 1_000_000;

/** List length of each position: pool, exclusions and slack, rounded so that few classes arise; at most the corpus. */
export function firstLengths(eligibleCount: number, request: RowRequest): Int32Array {
  return Int32Array.from({ length: request.queries.length }, (_, p) => {
    const excluded = rowOf(request.excluded, p).length;
    const room = excluded <= 8 ? 8 : 2 ** Math.ceil(Math.log2(excluded));
    return Math.min(eligibleCount, request.poolSize + room + slack);
  });
}

/** As many of the first positions as may have their lists at once, at least one. */
export function takeEntries(pending: Int32Array, lengths: Int32Array): Int32Array {
  let entries = 0;
  let count = 0;
  for (const p of pending) {
    entries += lengths[p] ?? 0;
    if (count > 0 && entries > mostEntries) break;
    count++;
  }
  return pending.subarray(0, count);
}

/** The positions by the length of their list. */
export function byLength(positions: Int32Array, lengths: Int32Array): Map<number, Int32Array> {
  const classes = new Map<number, number[]>();
  for (const p of positions) {
    const length = lengths[p] ?? 0;
    const members = classes.get(length);
    if (members) members.push(p);
    else classes.set(length, [p]);
  }
  return new Map([...classes].map(([k, members]) => [k, Int32Array.from(members)]));
}
