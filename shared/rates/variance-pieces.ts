import type { ClusterProducts } from './cluster-products.ts';
import type { RateKind, RatioLine } from './rate-kind.ts';
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
  kind: RateKind,
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
  const unseen = unseenVariance(kind, estimates, line);
  if (clusters === null) {
    return { label: label + unseen, cross, prediction: prediction + prior, humanClusters: null };
  }
  const { aa, ab, bb, humanClusters } = clusters(line);
  return { label: aa + unseen, cross: ab, prediction: bb + prior, humanClusters };
}

/**
 * The variance that one label more of the kind that a ratio is not a share of would add in each part of the baseline. What moves `lost` in a set
 * of known size are its relevant pairs: where the labels of a part hold none by luck the variance seen is 0, however many others there are (seen: 65
 * to 90 % coverage at 1 to 5 % prevalence), and the fewness of labels of its own kind, which switches to an exact interval, says nothing of it.
 * The label weighs what a pair weighs on the average of the part; the idea is Agresti and Coull's (1998) added successes, as in `priorDisagreements`.
 */
function unseenVariance(kind: RateKind, estimates: CellEstimates, { influence }: RatioLine): number {
  if (kind === 'selected') return 0;
  const partOf = (): { pairs: number; squares: number; relevant: number } => ({
    pairs: 0,
    squares: 0,
    relevant: 0,
  });
  const parts = [partOf(), partOf()] as const;
  for (let c = 0; c < estimates.count; c++) {
    const part = parts[estimates.region[c] === 1 ? 0 : 1];
    const pairs = estimates.pairs[c] ?? 0;
    part.pairs += pairs;
    part.squares += estimates.squares[c] ?? 0;
    part.relevant += pairs * (estimates.meanLabel[c] ?? 0);
  }
  return parts.reduce((sum, { pairs, squares, relevant }, part) => {
    if (pairs === 0) return sum;
    const weight = squares / pairs;
    const residual = kind === 'lost' ? 1 - relevant / pairs : relevant / pairs;
    const coefficient = influence.coefficient[part === 0 ? 0 : 1];
    return sum + coefficient ** 2 * Math.max(0, weight * (weight - 1)) * residual ** 2;
  }, 0);
}

/** λ as wished, or the one with the least variance (PPI++), cut to [0, 1]. */
export function chosenLambda(wish: 'tuned' | number, pieces: VariancePieces): number {
  if (wish !== 'tuned') return wish;
  if (!(pieces.prediction > 0)) return 0;
  return Math.min(1, Math.max(0, pieces.cross / pieces.prediction));
}
