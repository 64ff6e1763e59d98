import type { ClusterProducts } from './cluster-products.ts';
import type { RatioLine } from './rate-kind.ts';
import type { CellEstimates } from './two-phase.ts';

/** What a rate's variance is made of; `humanClusters` where it is clustered. */
export type VariancePieces = {
  readonly label: number;
  readonly cross: number;
  readonly prediction: number;
  readonly humanClusters: number | null;
};

/** Variance of the rate at λ: `label` − 2 λ `cross` + λ² `prediction`. */
export function variancePieces(
  estimates: CellEstimates,
  line: RatioLine,
  clusters: ((line: RatioLine) => ClusterProducts) | null,
): VariancePieces {
  let label = 0;
  let cross = 0;
  let prediction = 0;
  let prior = 0;
  for (let c = 0; c < estimates.count; c++) {
    const square = line.influence.coefficient[estimates.region[c] === 1 ? 0 : 1] ** 2;
    label += square * (estimates.labelVariance[c] ?? 0);
    cross += square * (estimates.crossVariance[c] ?? 0);
    prediction += square * (estimates.predictionVariance[c] ?? 0);
    prior += square * (estimates.priorVariance[c] ?? 0);
  }
  if (clusters === null) return { label, cross, prediction: prediction + prior, humanClusters: null };
  const { aa, ab, bb, humanClusters } = clusters(line);
  return { label: aa, cross: ab, prediction: bb + prior, humanClusters };
}

/** λ as wished, or the one with the least variance (PPI++), cut to [0, 1]. */
export function chosenLambda(wish: 'tuned' | number, pieces: VariancePieces): number {
  if (wish !== 'tuned') return wish;
  if (!(pieces.prediction > 0)) return 0;
  return Math.min(1, Math.max(0, pieces.cross / pieces.prediction));
}
