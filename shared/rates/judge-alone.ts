import { estimateRate, type RateTarget } from './estimate-rate.ts';
import { humanLabel, judgeAnswer, type LabelledFrame } from './labelled-frame.ts';
import { oversampledText } from './line-coverage.ts';
import { prepareFrame, type PreparedFrame } from './prepared-frame.ts';
import type { RateKind } from './rate-kind.ts';
import type { RateResult } from './rate-result.ts';
import { totalsOf, type RateTotals } from './rate-totals.ts';
import { regionCount } from './region.ts';
import { countOf, countText } from '../text/count-text.ts';
import { sumsAtSetting } from './sums-at-setting.ts';
import { fillMissing } from './worst-case.ts';

/**
 * The rate as if the judge were always right: to be shown struck through. Its interval covers sampling of judged pairs and, at the
 * worst, every failed answer one way or the other; not the judge's errors. The estimate leaves failures out.
 */
export function judgeAloneRate(
  frame: LabelledFrame,
  kind: RateKind,
  setting: number,
  target: RateTarget,
): RateResult {
  const judged = answersAsLabels(frame);
  const region = kind === 'selected' ? 'selected' : 'removed';
  const sumsOf = (prepared: PreparedFrame): Float64Array => sumsAtSetting(prepared, region, setting);
  const at = (prepared: PreparedFrame, sums = sumsOf(prepared)): RateResult =>
    estimateRate(prepared, kind, setting, sums, { target, lambda: 0 });
  const plain = prepareFrame(judged);
  const sums = sumsOf(plain);
  return judgeAloneResult(at(plain, sums), totalsOf(sums, regionCount(region)), () => ({
    low: at(prepareFrame(fillMissing(judged, kind, setting, 'low'))),
    high: at(prepareFrame(fillMissing(judged, kind, setting, 'high'))),
  }));
}

/** The rate of the answers as labels, with their totals, and of those filled both ways, as the judge's alone. */
export function judgeAloneResult(
  plain: RateResult,
  totals: RateTotals,
  filled: () => { readonly low: RateResult; readonly high: RateResult },
): RateResult {
  const counts = { n_judged: plain.n_human, n_human: 0 };
  if (plain.estimate === null) {
    return { ...plain, ...counts, reason: whyNone(totals), method: 'judge-alone' };
  }
  const { low, high } = filled();
  const { lambda: _, ...rest } = plain;
  return {
    ...rest,
    ...counts,
    low: Math.min(plain.low ?? 0, low.low ?? 0),
    high: Math.max(plain.high ?? 1, high.high ?? 1),
    method: 'judge-alone',
  };
}

function whyNone({ pairs, humans, unreachable, oversampled }: RateTotals): string {
  if (humans === 0) return 'The judge has answered nothing in this set.';
  if (unreachable > 0) {
    return `The judge was not asked about ${countText(unreachable)} of the ${countOf(pairs, 'pair')} of this set: judge these.`;
  }
  if (oversampled !== null) return oversampledText(oversampled.total, oversampled.pairs);
  return 'The judge was not asked about a part of this set: judge these.';
}

/** The judge's answers in the place of labels. */
export function answersAsLabels(frame: LabelledFrame): LabelledFrame {
  const labelOf = {
    [judgeAnswer.notAsked]: humanLabel.none,
    [judgeAnswer.notRelevant]: humanLabel.notRelevant,
    [judgeAnswer.relevant]: humanLabel.relevant,
    [judgeAnswer.failed]: humanLabel.missing,
  } as const;
  const codes: Readonly<Record<number, number>> = labelOf;
  return {
    ...frame,
    label: frame.answer.map((answer) => codes[answer] ?? humanLabel.none),
    ...frame.judgeStrata,
    humanProbability: frame.judgeProbability,
    humanSource: frame.judgeSource ?? null,
    judgeProbability: frame.judgeProbability,
    humanTogether: frame.judgeTogether ?? null,
    judgeSource: null,
    judgeTogether: null,
    answer: new Uint8Array(frame.answer.length),
  };
}
