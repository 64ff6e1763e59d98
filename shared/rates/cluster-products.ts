import type { CollapsedCells } from './collapse-cells.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { type RegionKind, regionOf } from './region.ts';
import type { CellEstimates } from './two-phase.ts';

/** Squares and products over clusters of influence values a − λ b; those without a pair count as 0. */
export type ClusterProducts = {
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
  /** Clusters with a human label. */
  readonly humanClusters: number;
};

/** What one more unit of a region's total does to the rate, and the value a pair adds when it follows the rate itself. */
export type Influence = {
  readonly coefficient: readonly [number, number];
  /** The shift at λ = 0, and its change with −λ. */
  readonly shift: number;
  readonly shiftSlope: number;
};

/**
 * The linearised value of each cluster under "queries like these": sampling of both phases and the spread between clusters at once
 * (the ultimate-cluster variance: Särndal, Swensson & Wretman 1992, 4.6; Binder 1983). Calibrated to the cells' sizes, labels'
 * residuals with √(n / (n − 1)) of their cell.
 */
export function clusterProducts(
  prepared: PreparedFrame,
  kind: RegionKind,
  setting: number,
  cells: CollapsedCells,
  estimates: CellEstimates,
  influence: Influence,
): ClusterProducts {
  const { frame, judgeWeight, humanWeight, relevant, prediction, byCluster, clusterStart } = prepared;
  const [first, second] = influence.coefficient;
  const small = estimates.humans.map((n) => Math.sqrt(n > 1 ? n / (n - 1) : 2));
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let humanClusters = 0;
  for (let q = 0; q < frame.clusters; q++) {
    let a = 0;
    let b = 0;
    let labelled = 0;
    const end = clusterStart[q + 1] ?? 0;
    for (let k = clusterStart[q] ?? 0; k < end; k++) {
      const i = byCluster[k] ?? 0;
      const region = regionOf(frame, kind, i, setting);
      if (region === 0) continue;
      const c = cells.cellOf[(region - 1) * frame.strata + (frame.stratum[i] ?? 0)] ?? 0;
      const coefficient = region === 1 ? first : second;
      const meanJudged = estimates.meanJudged[c] ?? 0;
      const meanLabelled = estimates.meanLabelled[c] ?? 0;
      const meanLabel = estimates.meanLabel[c] ?? 0;
      let own = meanLabel - influence.shift;
      let slope = meanLabelled - meanJudged - influence.shiftSlope;
      const w1 = judgeWeight[i] ?? 0;
      if (w1 > 0) slope -= w1 * (estimates.judgeScale[c] ?? 0) * ((prediction[i] ?? 0) - meanJudged);
      const w2 = humanWeight[i] ?? 0;
      if (w2 > 0) {
        labelled = 1;
        const weight = w2 * (estimates.humanScale[c] ?? 0) * (small[c] ?? 0);
        own += weight * ((relevant[i] ?? 0) - meanLabel);
        slope += weight * ((prediction[i] ?? 0) - meanLabelled);
      }
      a += coefficient * own;
      b += coefficient * slope;
    }
    aa += a * a;
    ab += a * b;
    bb += b * b;
    humanClusters += labelled;
  }
  const factor = frame.clusters > 1 ? frame.clusters / (frame.clusters - 1) : 1;
  return { aa: factor * aa, ab: factor * ab, bb: factor * bb, humanClusters };
}
