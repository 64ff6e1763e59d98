import type { Anchor } from '../domain/mining-settings.ts';
import { anchorScoreOf } from './anchor.ts';
import type { Pool } from './pool.ts';

/** What negatives are chosen for: each row of the pool or, with anchor `each`, each (row, positive), in stored order. */
export type Units = {
  readonly count: number;
  /** Compressed rows: the units of pool row r are `offsets[r]` to `offsets[r + 1]`. */
  readonly offsets: Int32Array;
  /** Pool row of each unit. */
  readonly rows: Int32Array;
  /** Place in `pool.positives` of the one positive that the unit stands for; −1 where it stands for the whole row. */
  readonly positives: Int32Array;
  /** NaN where there is none. */
  readonly anchorScores: Float64Array;
};

/** The units of a pool and what they are anchored to. */
export function unitsOf(pool: Pool, anchor: Anchor): Units {
  const rowCount = pool.queries.length;
  const { offsets: positiveOffsets, scores } = pool.positives;
  if (anchor === 'each') {
    const count = positiveOffsets[rowCount] ?? 0;
    const rows = new Int32Array(count);
    for (let row = 0; row < rowCount; row++) rows.fill(row, positiveOffsets[row], positiveOffsets[row + 1]);
    return {
      count,
      offsets: positiveOffsets,
      rows,
      positives: ascending(count),
      anchorScores: Float64Array.from(scores.subarray(0, count)),
    };
  }
  const anchorScores = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const from = positiveOffsets[row] ?? 0;
    anchorScores[row] = anchorScoreOf(pool.positives, from, positiveOffsets[row + 1] ?? from, anchor);
  }
  return {
    count: rowCount,
    offsets: ascending(rowCount + 1),
    rows: ascending(rowCount),
    positives: new Int32Array(rowCount).fill(-1),
    anchorScores,
  };
}

/** 0 to `count` − 1. By a loop: `from` with a function takes fifty times as long. */
function ascending(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = i;
  return numbers;
}
