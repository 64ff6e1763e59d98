import type { DecidedPool } from './decide-pool.ts';

/** The selected negatives of all units: their scores, anchor − score where there is an anchor, and how many are suspects. */
export function selectedScores(decided: DecidedPool): {
  readonly scores: Float64Array;
  readonly differences: Float64Array;
  readonly suspects: number;
} {
  const { pool, units, settings } = decided;
  const scores = new Float64Array(decided.selectedCounts.reduce((sum, n) => sum + n, 0));
  const differences = new Float64Array(scores.length);
  let written = 0;
  let anchored = 0;
  let suspects = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    const suspectBound = decided.suspectBounds[row] ?? Number.NaN;
    for (let i = 0; i < (decided.selectedCounts[unit] ?? 0); i++) {
      const column = decided.selected[unit * settings.numNegatives + i] ?? 0;
      const score = pool.scores[row * pool.poolSize + column] ?? 0;
      scores[written++] = score;
      if (score >= suspectBound) suspects++;
      const difference = anchorScore - score;
      if (!Number.isNaN(difference)) differences[anchored++] = difference;
    }
  }
  return { scores, differences: differences.subarray(0, anchored), suspects };
}
