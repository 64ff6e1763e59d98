import { countOf, countText } from '../text/count-text.ts';
import { estimateRate, type RateOptions } from './estimate-rate.ts';
import { oversampledText } from './line-coverage.ts';
import { type PreparedFrame, prepareFrame } from './prepared-frame.ts';
import type { RateKind } from './rate-kind.ts';
import type { RateResult } from './rate-result.ts';
import { totalsOf, type RateTotals } from './rate-totals.ts';
import { regionCount } from './region.ts';
import { sumsAtSetting } from './sums-at-setting.ts';
import { fillMissing, isAnyInSet, missingPlaces } from './worst-case.ts';

/** Clusters below which the spread between them is poorly known (`statistics.md` §2). */
const fewestClusters = 30;

/**
 * A rate at one setting, by one pass over the frame. Missing labels ("can't tell", no majority) count as missing at random; where there
 * are any, `worst_case` holds the bounds that filling them all one way gives.
 */
export function rateAtSetting(
  prepared: PreparedFrame,
  kind: RateKind,
  setting: number,
  options: RateOptions,
): RateResult {
  const result = directRate(prepared, kind, setting, options);
  const { frame } = prepared;
  if (!isAnyInSet(frame, missingPlaces(frame), kind, setting)) return result;
  const low = directRate(prepareFrame(fillMissing(frame, kind, setting, 'low')), kind, setting, options);
  const high = directRate(prepareFrame(fillMissing(frame, kind, setting, 'high')), kind, setting, options);
  return withWorstCase(result, low, high);
}

/** The result with the bounds that filling its missing labels one way and the other gave. */
export function withWorstCase(result: RateResult, low: RateResult, high: RateResult): RateResult {
  return {
    ...result,
    worst_case: {
      low: Math.min(result.low ?? 0, low.low ?? 0),
      high: Math.max(result.high ?? 1, high.high ?? 1),
    },
  };
}

function directRate(
  prepared: PreparedFrame,
  kind: RateKind,
  setting: number,
  options: RateOptions,
): RateResult {
  const region = kind === 'selected' ? 'selected' : 'removed';
  const sums = sumsAtSetting(prepared, region, setting);
  return withWarnings(
    prepared,
    totalsOf(sums, regionCount(region)),
    estimateRate(prepared, kind, setting, sums, options),
    options,
  );
}

/** Says when "queries like these" rest on few clusters, and when the judge's answers cannot count. */
export function withWarnings(
  { frame }: PreparedFrame,
  totals: RateTotals,
  result: RateResult,
  options: RateOptions,
): RateResult {
  if (result.estimate === null) return result;
  const warnings: string[] = [];
  const judge = judgeWarning(totals);
  if (judge !== null && options.lambda !== 0) warnings.push(judge);
  const labelled = result.label_clusters ?? frame.clusters;
  if (options.target !== 'this-set' && Math.min(frame.clusters, labelled) < fewestClusters) {
    const some =
      frame.clusters < fewestClusters
        ? `Only ${countOf(frame.clusters, 'cluster')} of queries`
        : `Labels of this set in only ${countOf(labelled, 'cluster')} of queries`;
    warnings.push(
      `${some}: with fewer than ${fewestClusters} the interval for queries like these is too narrow.`,
    );
  }
  return warnings.length === 0 ? result : { ...result, warnings };
}

function judgeWarning({ pairs, unjudged, unaskable, judgeOversampled }: RateTotals): string | null {
  if (unaskable > 0) {
    return `The judge was never asked about ${countText(unaskable)} of the ${countOf(pairs, 'pair')} of this set, so its answers do not count (λ = 0): judge these.`;
  }
  if (judgeOversampled !== null) {
    return `The judge's answers do not count (λ = 0). ${oversampledText(judgeOversampled.total, judgeOversampled.pairs)}`;
  }
  if (unjudged === 0) return null;
  const [have, them] = unjudged === 1 ? ['has', 'it'] : ['have', 'them'];
  return `${countOf(unjudged, 'human label')} ${have} no judge's answer beside ${them}, so the judge's answers do not count (λ = 0): judge these pairs too.`;
}
