import { cellField, cellWidth } from './cell-sums.ts';
import { type ClusterProducts, clusterProducts } from './cluster-products.ts';
import { collapseCells } from './collapse-cells.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { exactInterval, fewLabels, linearisedInterval } from './rate-interval.ts';
import { noRate, type RateResult } from './rate-result.ts';
import type { RegionKind } from './region.ts';
import { ratioOf, type RateKind, type RatioLine } from './rate-kind.ts';
import { type CellEstimates, estimateCells } from './two-phase.ts';

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
  const totals = totalsOf(sums);
  if (totals.pairs === 0) return noRate(totals, nothingToRate[kind]);
  if (totals.humans === 0) {
    return noRate(
      totals,
      totals.missing === 0
        ? 'No human label in this set: label these.'
        : `Nothing is settled by the labels of this set (${totals.missing} pairs without a majority, or “can’t tell”): label these, or adjudicate.`,
    );
  }
  if (totals.unreachable > 0) {
    return noRate(
      totals,
      `${totals.unreachable} of the ${totals.pairs} pairs cannot be in the sample under the plan so far: label these.`,
    );
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
  const pieces = variancePieces(estimates, human, clusters);
  const counts = { n_judged: totals.judged, n_human: totals.humans };
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
  if (Math.min(few.yes, few.no) < fewLabels) {
    const { low, high, effectiveN } = exactInterval(
      human.value,
      pieces.label,
      few.yes + few.no,
      few.kish,
      level,
    );
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
  }
  const lambda = prepared.unjudged > 0 ? 0 : chosenLambda(options.lambda, pieces);
  const line = lambda === 0 ? human : (ratioOf(kind, estimates, lambda) ?? human);
  // Ratios weigh their parts by the rate itself, which moved with λ.
  const final = lambda === 0 || kind === 'selected' ? pieces : variancePieces(estimates, line, clusters);
  const degrees = (pieces.humanClusters ?? totals.humans) - cells.count;
  const variance = final.label - 2 * lambda * final.cross + lambda * lambda * final.prediction;
  // One more degree is spent on a tuned λ.
  const spent = lambda > 0 && options.lambda === 'tuned' ? degrees / Math.max(1, degrees - 1) : 1;
  const share = Math.min(1, Math.max(0, line.value));
  if (!(variance > 0) || share <= 0 || share >= 1) {
    const { low, high, effectiveN } = exactInterval(
      human.value,
      pieces.label,
      few.yes + few.no,
      few.kish,
      level,
    );
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
  }
  const { low, high, effectiveN } = linearisedInterval(share, spent * variance, degrees, level);
  return {
    estimate: share,
    low,
    high,
    ...counts,
    effective_n: effectiveN,
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

type Totals = {
  readonly pairs: number;
  readonly judged: number;
  readonly humans: number;
  readonly unreachable: number;
  /** Labelled, with nothing settled. */
  readonly missing: number;
};

function totalsOf(sums: Float64Array): Totals {
  let pairs = 0;
  let judged = 0;
  let humans = 0;
  let unreachable = 0;
  let missing = 0;
  for (let at = 0; at < sums.length; at += cellWidth) {
    pairs += sums[at] ?? 0;
    judged += sums[at + cellField.judged] ?? 0;
    humans += sums[at + cellField.humans] ?? 0;
    unreachable += sums[at + cellField.unreachable] ?? 0;
    missing += sums[at + cellField.missing] ?? 0;
  }
  return { pairs, judged, humans, unreachable, missing };
}

function partsOf(line: RatioLine): { readonly numerator: number; readonly denominator: number } {
  return { numerator: line.numerator, denominator: line.denominator };
}

type Pieces = {
  readonly label: number;
  readonly cross: number;
  readonly prediction: number;
  readonly humanClusters: number | null;
};

/** Variance of the rate at λ: `label` − 2 λ `cross` + λ² `prediction`. */
function variancePieces(
  estimates: CellEstimates,
  line: RatioLine,
  clusters: ((line: RatioLine) => ClusterProducts) | null,
): Pieces {
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

function chosenLambda(wish: 'tuned' | number, pieces: Pieces): number {
  if (wish !== 'tuned') return wish;
  if (!(pieces.prediction > 0)) return 0;
  return Math.min(1, Math.max(0, pieces.cross / pieces.prediction));
}

/** Labels of both kinds that the rate is a share of, and Kish's effective number of them, (Σ w)² / Σ w². */
function labelsBehind(
  kind: RateKind,
  sums: Float64Array,
  region: Uint8Array,
  count: number,
  estimates: CellEstimates,
): { readonly yes: number; readonly no: number; readonly kish: number } {
  let yes = 0;
  let no = 0;
  let weight = 0;
  let squares = 0;
  for (let c = 0; c < count; c++) {
    const field = (index: number): number => sums[c * cellWidth + index] ?? 0;
    const scale = estimates.humanScale[c] ?? 0;
    const relevant = field(cellField.relevant);
    const others = field(cellField.humans) - relevant;
    if (kind === 'selected') {
      yes += relevant;
      no += others;
      weight += scale * field(cellField.w2);
      squares += scale * scale * field(cellField.w2w2);
    } else if (kind === 'removed') {
      if (region[c] === 1) yes += relevant;
      else no += relevant;
      weight += scale * field(cellField.w2y);
      squares += scale * scale * field(cellField.w2w2y);
    } else {
      if (region[c] === 1) yes += others;
      else no += others;
      weight += scale * (field(cellField.w2) - field(cellField.w2y));
      squares += scale * scale * (field(cellField.w2w2) - field(cellField.w2w2y));
    }
  }
  return { yes, no, kish: squares > 0 ? (weight * weight) / squares : 0 };
}
