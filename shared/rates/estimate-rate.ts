import { type ClusterProducts, clusterProducts } from './cluster-products.ts';
import { collapseCells } from './collapse-cells.ts';
import { effectiveClusters } from './effective-clusters.ts';
import { effectiveOf } from './effective-n.ts';
import { labelsBehind } from './labels-behind.ts';
import { oversampledText } from './line-coverage.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { exactInterval, fewLabels, linearisedInterval } from './rate-interval.ts';
import { noRate, type RateResult } from './rate-result.ts';
import type { RegionKind } from './region.ts';
import { ratioOf, type RateKind, type RatioLine } from './rate-kind.ts';
import { countOf, countText } from '../text/count-text.ts';
import { isJudgeUsable, totalsOf } from './rate-totals.ts';
import { type CellEstimates, estimateCells } from './two-phase.ts';
import { chosenLambda, variancePieces } from './variance-pieces.ts';

/** Whose truth the interval covers: this workspace's own set, or queries like these (clustered). */
export const rateTargets = ['this-set', 'queries-like-these'] as const;
export type RateTarget = (typeof rateTargets)[number];

export type RateOptions = {
  readonly target: RateTarget;
  /** `tuned` minimises the variance (PPI++, Angelopoulos, Duchi & Zrnic 2023), cut to [0, 1]; 0 is human only; 1 is plain PPI. */
  readonly lambda: 'tuned' | number;
  readonly level?: number;
};

/**
 * A rate at one setting from its cell sums (`sumsAtSetting`, or a row of `sumsOverGrid`): estimate, interval and method by the
 * procedure of `statistics.md` §4, switches included.
 */
export function estimateRate(
  prepared: PreparedFrame,
  kind: RateKind,
  setting: number,
  sums: Float64Array,
  options: RateOptions,
): RateResult {
  const { frame } = prepared;
  const region: RegionKind = kind === 'selected' ? 'selected' : 'removed';
  const regions = region === 'selected' ? 1 : 2;
  const level = options.level ?? 0.95;
  const totals = totalsOf(sums, regions);
  if (totals.pairs === 0) return noRate(totals, nothingToRate[kind]);
  if (totals.humans === 0) {
    return noRate(
      totals,
      totals.missing === 0
        ? 'No human label in this set: label these.'
        : `Nothing is settled by the labels of this set (${countOf(totals.missing, 'pair')} without a majority, or “can’t tell”): label these, or adjudicate.`,
    );
  }
  if (totals.unreachable > 0) {
    return noRate(
      totals,
      `${countText(totals.unreachable)} of the ${countOf(totals.pairs, 'pair')} cannot be in the sample under the plan so far: label these.`,
    );
  }
  if (totals.oversampled !== null) {
    return noRate(totals, oversampledText(totals.oversampled.total, totals.oversampled.pairs));
  }
  const cells = collapseCells(sums, frame.strata, regions);
  const estimates = estimateCells(cells);
  if (estimates.labelVariance.includes(Infinity)) {
    return noRate(totals, 'A part of this set has no human label yet: label these.');
  }
  const human = ratioOf(kind, estimates, 0);
  if (human === null) return noRate(totals, emptyDenominator[kind]);
  if (kind !== 'selected' && (human.value === 0 || human.value === 1) && isOneSided(estimates)) {
    // Nothing of the baseline was deselected, or all of it: no sampling can change that.
    const counts = { n_judged: totals.judged, n_human: totals.humans, effective_n: totals.humans };
    return {
      estimate: human.value,
      low: human.value,
      high: human.value,
      ...counts,
      method: 'certain',
      ...partsOf(human),
    };
  }
  const clusters =
    options.target === 'this-set'
      ? null
      : (line: RatioLine): ClusterProducts =>
          clusterProducts(prepared, region, setting, cells, estimates, line.influence);
  const few = labelsBehind(kind, cells.sums, cells.region, cells.count, estimates);
  const pieces = variancePieces(kind, estimates, human, clusters);
  const counts = {
    n_judged: totals.judged,
    n_human: totals.humans,
    ...(pieces.humanClusters === null ? {} : { label_clusters: pieces.humanClusters }),
  };
  const degrees = (pieces.humanClusters ?? totals.humans) - cells.count;
  const peopleOnly = (): RateResult => {
    const isUnanimous = human.value === 0 || human.value === 1;
    const atMost =
      clusters !== null && isUnanimous
        ? effectiveClusters(prepared, kind, setting, cells, estimates)
        : few.kish;
    const sample = { labels: few.yes + few.no, atMost, humans: totals.humans, degrees };
    const { low, high, effectiveN } = exactInterval(human.value, pieces.label, sample, level);
    return {
      estimate: human.value,
      low,
      high,
      ...counts,
      effective_n: effectiveN,
      method: 'clopper-pearson',
      lambda: 0,
      ...partsOf(human),
    };
  };
  if (totals.humans === totals.pairs && clusters === null) {
    return {
      estimate: human.value,
      low: human.value,
      high: human.value,
      ...counts,
      effective_n: totals.humans,
      method: 'census',
      lambda: 0,
      ...partsOf(human),
    };
  }
  if (Math.min(few.yes, few.no) < fewLabels) return peopleOnly();
  const lambda = isJudgeUsable(totals) ? chosenLambda(options.lambda, pieces) : 0;
  const line = lambda === 0 ? human : (ratioOf(kind, estimates, lambda) ?? human);
  // Ratios weigh their parts by the rate itself, which moved with λ.
  const final =
    lambda === 0 || kind === 'selected' ? pieces : variancePieces(kind, estimates, line, clusters);
  const variance = final.label - 2 * lambda * final.cross + lambda * lambda * final.prediction;
  // One more degree is spent on a tuned λ.
  const spent = lambda > 0 && options.lambda === 'tuned' ? degrees / Math.max(1, degrees - 1) : 1;
  const share = Math.min(1, Math.max(0, line.value));
  if (!(variance > 0) || share <= 0 || share >= 1) return peopleOnly();
  const { low, high, effectiveN } = linearisedInterval(share, spent * variance, degrees, level);
  return {
    estimate: share,
    low,
    high,
    ...counts,
    effective_n: effectiveOf(effectiveN, clusters === null ? line.denominator : Infinity),
    method: 'two-phase',
    lambda,
    ...partsOf(line),
  };
}

const nothingToRate: Readonly<Record<RateKind, string>> = {
  selected: 'Nothing is selected at this setting.',
  removed: 'The baseline selects nothing.',
  lost: 'The baseline selects nothing.',
};

const emptyDenominator: Readonly<Record<RateKind, string>> = {
  selected: 'Nothing is selected at this setting.',
  removed: 'No label shows a false negative in the baseline, so there is no share of them to remove.',
  lost: 'No label shows a true negative in the baseline, so there is no share of them to lose.',
};

/** Whether all pairs are of one region. */
function isOneSided(estimates: CellEstimates): boolean {
  const { region, count } = estimates;
  return region.subarray(0, count).every((own) => own === region[0]);
}

function partsOf(line: RatioLine): { readonly numerator: number; readonly denominator: number } {
  return { numerator: line.numerator, denominator: line.denominator };
}
