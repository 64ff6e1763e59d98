import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { boundsOf, thresholdOf } from '../../../../shared/mining/rules.ts';
import { roundTo, type Method } from '../../setting/methods.ts';
import type { QueryDetail } from '../../stores/query.ts';

/** One bound on the ladder: the query's, or with anchor `each` one of each positive. */
export type ThresholdLine = {
  /** Document of the positive that it belongs to; null where it is the query's. */
  readonly positive: number | null;
  readonly anchorScore: number | null;
  readonly score: number;
};

/** The lines under a setting, highest first; by the rules themselves, so that a line is where it belongs before the engine has answered. */
export function thresholdLines(
  { units }: Pick<QueryDetail, 'units'>,
  settings: MiningSettings,
): readonly ThresholdLine[] {
  return units
    .map(({ positive, anchorScore }) => ({
      positive,
      anchorScore,
      score: thresholdOf(boundsOf(settings, anchorScore ?? Number.NaN)),
    }))
    .filter(({ score }) => !Number.isNaN(score))
    .toSorted((a, b) => b.score - a.score);
}

/** The parameter that puts a method's bound at a score, to the given step; null where the method has no bound on the score, or no anchor. */
export function parameterAt(
  method: Method,
  anchorScore: number | null,
  score: number,
  step: number,
): number | null {
  if (method === 'abs') return roundTo(score, step);
  if (anchorScore === null) return null;
  if (method === 'margin-pos') return roundTo(anchorScore - score, step);
  if (method !== 'perc-pos' || anchorScore === 0) return null;
  return roundTo(1 - (anchorScore - score) / Math.abs(anchorScore), step);
}

/** Whether a larger parameter raises the bound (+1) or lowers it (−1); null for methods without a bound on the score. */
export function raises(method: Method): 1 | -1 | null {
  if (method === 'margin-pos') return -1;
  return method === 'abs' || method === 'perc-pos' ? 1 : null;
}
