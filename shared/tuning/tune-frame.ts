import { infoNce } from '../loss/info-nce.ts';
import type { Anchor } from '../domain/mining-settings.ts';
import type { Pool } from '../mining/pool.ts';
import { candidateRange, extendByPositives } from '../mining/candidate-range.ts';
import { unitsOf } from '../mining/units.ts';
import { histogramEdges } from '../statistics/histogram.ts';

/** Where numbers of a pool lie, whatever its rules: from parts of a pool they join to those of the whole. NaN for none. */
export type TuneExtent = {
  readonly score: { readonly min: number; readonly max: number };
  readonly difference: { readonly min: number; readonly max: number };
  /** Largest loss that n negatives of a unit can make; 0 without a temperature. */
  readonly loss: number;
};

/** Edges of all histograms: the same for each grid value, filter and partial result, so that nothing jumps. */
export type TuneFrame = {
  readonly score: Float64Array<ArrayBuffer>;
  readonly difference: Float64Array<ArrayBuffer>;
  readonly loss: Float64Array<ArrayBuffer>;
  /** Bins of the rank profile; bin b holds ranks r with ⌊(r − 1) · rankBins / poolSize⌋ = b. */
  readonly rankBins: number;
  readonly poolSize: number;
};

const largestRankBins = 100;

/** Reads the best and the worst candidate of each row (and the n best for the loss). */
export function tuneExtent(
  pool: Pool,
  settings: { readonly anchor: Anchor; readonly numNegatives: number },
  temperature: number | null,
): TuneExtent {
  const units = unitsOf(pool, settings.anchor);
  const { scores: score, differences: difference } = candidateRange({ pool, units });
  extendByPositives(score, pool);
  if (temperature === null) return { score, difference, loss: 0 };
  let loss = 0;
  const best = new Float64Array(Math.min(settings.numNegatives, pool.poolSize));
  const unitLoss = { loss: 0, weight: 0 };
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    const count = Math.min(best.length, pool.counts[row] ?? 0);
    for (let i = 0; i < count; i++) best[i] = pool.scores[row * pool.poolSize + i] ?? 0;
    infoNce(anchorScore, best, count, temperature, unitLoss);
    if (unitLoss.loss > loss) loss = unitLoss.loss;
  }
  return { score, difference, loss };
}

/** The extent of two parts together. */
export function joinedExtent(one: TuneExtent, other: TuneExtent): TuneExtent {
  return {
    score: joined(one.score, other.score),
    difference: joined(one.difference, other.difference),
    loss: Math.max(one.loss, other.loss),
  };
}

type Extent = { readonly min: number; readonly max: number };

function joined(one: Extent, other: Extent): Extent {
  return {
    min: one.min <= other.min || Number.isNaN(other.min) ? one.min : other.min,
    max: one.max >= other.max || Number.isNaN(other.max) ? one.max : other.max,
  };
}

/** Equally spaced edges over an extent. */
export function tuneFrame(extent: TuneExtent, bins: number, poolSize: number): TuneFrame {
  return {
    score: histogramEdges(extent.score.min, extent.score.max, bins),
    difference: histogramEdges(extent.difference.min, extent.difference.max, bins),
    loss: histogramEdges(0, extent.loss > 0 ? extent.loss : Number.NaN, bins),
    rankBins: Math.min(largestRankBins, poolSize),
    poolSize,
  };
}
