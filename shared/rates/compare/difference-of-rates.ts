import { tCdf, tQuantile } from '../../distributions/student-t.ts';
import { addToCell, cellWidth } from '../cell-sums.ts';
import { collapseCells } from '../collapse-cells.ts';
import { type PreparedFrame, prepareFrame } from '../prepared-frame.ts';
import { type CellEstimates, estimateCells } from '../two-phase.ts';
import type { ComparedFrame } from './compared-frame.ts';
import { signFlipTest } from './sign-flip-test.ts';

/** The false-negative rate of one run less that of another, for queries like these. */
export type RateDifference = {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly first: number | null;
  readonly second: number | null;
  /** Studentised sign-flip over clusters; null with the estimate. */
  readonly p_value: number | null;
  readonly n_human: number;
  readonly clusters: number;
  /** Standard error and degrees of freedom, for tests of equality. */
  readonly se: number | null;
  readonly degrees: number;
  readonly reason?: string;
  readonly warnings?: readonly string[];
};

export type DifferenceOptions = {
  readonly lambda: 'tuned' | number;
  readonly seed: number;
  readonly flips?: number;
  readonly level?: number;
};

/**
 * Difference of two ratios with shared labels (`statistics.md` §7): where both runs select equally many, only pairs in one of them count.
 * Clustered linearised interval, t on the human clusters; the test flips signs of the clusters' values under equality.
 */
export function differenceOfRates(compared: ComparedFrame, options: DifferenceOptions): RateDifference {
  const { frame } = compared;
  const prepared = prepareFrame(frame);
  const sums = new Float64Array(3 * frame.strata * cellWidth);
  const sizes = [0, 0];
  for (let i = 0; i < frame.label.length; i++) {
    const part = partOf(compared, i);
    if (part === 0) continue;
    if (part !== 2) sizes[0] = (sizes[0] ?? 0) + 1;
    if (part !== 1) sizes[1] = (sizes[1] ?? 0) + 1;
    addToCell(sums, ((part - 1) * frame.strata + (frame.stratum[i] ?? 0)) * cellWidth, prepared, i, 1);
  }
  const [n1 = 0, n2 = 0] = sizes;
  const humans = humansIn(prepared, compared);
  const nothing = (reason: string): RateDifference => ({
    estimate: null,
    low: null,
    high: null,
    first: null,
    second: null,
    p_value: null,
    n_human: humans,
    clusters: frame.clusters,
    se: null,
    degrees: 0,
    reason,
  });
  if (n1 === 0 || n2 === 0) return nothing('One of the runs selects nothing.');
  if (unreachable(compared))
    return nothing('Some pairs of these runs cannot be in the sample under the plan so far: label these.');
  const cells = collapseCells(sums, frame.strata, 3);
  const estimates = estimateCells(cells);
  if (estimates.labelVariance.includes(Infinity)) {
    return nothing(
      'Of the pairs that only one of the runs selects, or that both do, some part has no human label: label these.',
    );
  }
  // Pairs of the first run only, of the second only, of both.
  const coefficient = [1 / n1, -1 / n2, 1 / n1 - 1 / n2];
  const pooled = (
    lambda: number,
  ): { readonly first: number; readonly second: number; readonly both: number } => {
    const totals = [0, 0, 0];
    for (let c = 0; c < estimates.count; c++) {
      const r = (estimates.region[c] ?? 1) - 1;
      totals[r] = (totals[r] ?? 0) + (estimates.pairs[c] ?? 0) * meanOf(estimates, c, lambda);
    }
    const [a = 0, b = 0, ab = 0] = totals;
    return { first: (a + ab) / n1, second: (b + ab) / n2, both: (a + b + 2 * ab) / (n1 + n2) };
  };
  const at = (lambda: number, shifts: readonly [number, number]): Float64Array =>
    clusterValues(
      prepared,
      compared,
      cells.cellOf,
      estimates,
      coefficient,
      [shifts[0] / n1, shifts[1] / n2],
      lambda,
    );
  const lambda =
    prepared.unjudged > 0 ? 0 : options.lambda === 'tuned' ? tunedLambda(at, pooled) : options.lambda;
  const rates = pooled(lambda);
  const values = at(lambda, [rates.first, rates.second]);
  const degrees = Math.max(1, humanClusters(prepared, compared) - estimates.count);
  const factor = frame.clusters > 1 ? frame.clusters / (frame.clusters - 1) : 1;
  const se = Math.sqrt(factor * values.reduce((sum, value) => sum + value * value, 0));
  const estimate = rates.first - rates.second;
  const half = tQuantile((1 + (options.level ?? 0.95)) / 2, degrees) * se;
  const p = signFlipTest(at(lambda, [rates.both, rates.both]), options.seed, options.flips ?? 9999);
  return {
    estimate,
    low: Math.max(-1, estimate - half),
    high: Math.min(1, estimate + half),
    first: rates.first,
    second: rates.second,
    p_value: p,
    n_human: humans,
    clusters: frame.clusters,
    se,
    degrees,
    ...(frame.clusters < 30
      ? { warnings: [`Only ${frame.clusters} clusters of queries: below 30, tests are rough.`] }
      : {}),
  };
}

/**
 * Two one-sided tests (Schuirmann 1987) of "the rates differ by less than `margin`": p below 0.05 shows equality within the margin. "Not shown to
 * differ" is not this. Null where there is no estimate.
 */
export function equalityPValue(difference: RateDifference, margin: number): number | null {
  if (difference.estimate === null || difference.se === null) return null;
  if (difference.se === 0) return Math.abs(difference.estimate) < margin ? 0 : 1;
  const upper = tCdf((difference.estimate - margin) / difference.se, difference.degrees);
  const lower = 1 - tCdf((difference.estimate + margin) / difference.se, difference.degrees);
  return Math.max(upper, lower);
}

/** 0 in neither, 1 in the first only, 2 in the second only, 3 in both. */
function partOf({ first, second }: ComparedFrame, i: number): 0 | 1 | 2 | 3 {
  if (first[i] === 1) return second[i] === 1 ? 3 : 1;
  return second[i] === 1 ? 2 : 0;
}

function meanOf(estimates: CellEstimates, c: number, lambda: number): number {
  const shift = (estimates.meanJudged[c] ?? 0) - (estimates.meanLabelled[c] ?? 0);
  return (estimates.meanLabel[c] ?? 0) + lambda * shift;
}

/** Each cluster's part of the difference; the shifts are what a pair adds for following its run's rate. */
function clusterValues(
  prepared: PreparedFrame,
  compared: ComparedFrame,
  cellOf: Int32Array,
  estimates: CellEstimates,
  coefficient: readonly number[],
  shifts: readonly [number, number],
  lambda: number,
): Float64Array {
  const { frame, judgeWeight, humanWeight, relevant, prediction } = prepared;
  const values = new Float64Array(frame.clusters);
  for (let i = 0; i < frame.label.length; i++) {
    const part = partOf(compared, i);
    if (part === 0) continue;
    const c = cellOf[(part - 1) * frame.strata + (frame.stratum[i] ?? 0)] ?? 0;
    const n = estimates.humans[c] ?? 0;
    let own = meanOf(estimates, c, lambda);
    const w1 = judgeWeight[i] ?? 0;
    const p = prediction[i] ?? 0;
    if (w1 > 0) own += lambda * w1 * (estimates.judgeScale[c] ?? 0) * (p - (estimates.meanJudged[c] ?? 0));
    const w2 = humanWeight[i] ?? 0;
    if (w2 > 0) {
      const residual =
        (relevant[i] ?? 0) - (estimates.meanLabel[c] ?? 0) - lambda * (p - (estimates.meanLabelled[c] ?? 0));
      own += w2 * (estimates.humanScale[c] ?? 0) * Math.sqrt(n > 1 ? n / (n - 1) : 2) * residual;
    }
    const shift = (part === 2 ? 0 : shifts[0]) - (part === 1 ? 0 : shifts[1]);
    const q = frame.cluster[i] ?? 0;
    values[q] = (values[q] ?? 0) + (coefficient[part - 1] ?? 0) * own - shift;
  }
  return values;
}

/** The λ in [0, 1] with the smallest variance: values are a line in λ, so three points tell. */
function tunedLambda(
  at: (lambda: number, shifts: readonly [number, number]) => Float64Array,
  pooled: (lambda: number) => { readonly first: number; readonly second: number },
): number {
  const square = (lambda: number): number => {
    const { first, second } = pooled(lambda);
    return at(lambda, [first, second]).reduce((sum, value) => sum + value * value, 0);
  };
  const zero = square(0);
  const half = square(0.5);
  const one = square(1);
  // zero + slope λ + bend λ², through the three.
  const bend = 2 * (zero + one - 2 * half);
  const slope = one - zero - bend;
  if (!(bend > 0)) return one < zero ? 1 : 0;
  return Math.min(1, Math.max(0, -slope / (2 * bend)));
}

function humansIn(prepared: PreparedFrame, compared: ComparedFrame): number {
  let humans = 0;
  prepared.humanWeight.forEach((weight, i) => {
    if (weight > 0 && partOf(compared, i) !== 0) humans += 1;
  });
  return humans;
}

function humanClusters(prepared: PreparedFrame, compared: ComparedFrame): number {
  const seen = new Set<number>();
  prepared.humanWeight.forEach((weight, i) => {
    if (weight > 0 && partOf(compared, i) !== 0) seen.add(prepared.frame.cluster[i] ?? 0);
  });
  return seen.size;
}

function unreachable(compared: ComparedFrame): boolean {
  return compared.frame.humanProbability.some(
    (probability, i) => probability <= 0 && partOf(compared, i) !== 0,
  );
}
