import type { Pool } from '../mining/pool.ts';

/** Whether a row's scores never rise. Retrieved candidates are best first; what came with the data is as it came, also unscored. */
export function isRowOrdered(pool: Pool, row: number): boolean {
  const start = row * pool.poolSize;
  const end = start + (pool.counts[row] ?? 0);
  let before = Number.POSITIVE_INFINITY;
  for (let cell = start; cell < end; cell++) {
    const score = pool.scores[cell] ?? 0;
    if (!(score <= before)) return false;
    before = score;
  }
  return true;
}

/** Whether all rows are. */
export function isPoolOrdered(pool: Pool): boolean {
  for (let row = 0; row < pool.queries.length; row++) if (!isRowOrdered(pool, row)) return false;
  return true;
}
