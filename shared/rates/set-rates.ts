import type { RateTarget } from './estimate-rate.ts';
import { judgeAloneRate } from './judge-alone.ts';
import type { LabelledFrame } from './labelled-frame.ts';
import { prepareFrame } from './prepared-frame.ts';
import { rateAtSetting } from './rate-at-setting.ts';
import { rateKinds, type RateKind } from './rate-kind.ts';
import { noRate, type RateResult } from './rate-result.ts';
import { roganGladenRate } from './rogan-gladen.ts';

/** One rate by each source, under the names of `rates --json`. */
export type RateSources = {
  readonly judge: RateResult;
  readonly human: RateResult;
  readonly corrected: RateResult;
  readonly rogan_gladen: RateResult;
};

/** All rates at one setting, by source (`cli.md`, "Labels"). */
export function setRates(
  frame: LabelledFrame,
  setting: number,
  target: RateTarget,
): Readonly<Record<RateKind, RateSources>> {
  const prepared = prepareFrame(frame);
  const of = (kind: RateKind): RateSources => {
    const judge = judgeAloneRate(frame, kind, setting, target);
    return bySource(
      frame,
      kind,
      setting,
      target,
      judge,
      rateAtSetting(prepared, kind, setting, { target, lambda: 0 }),
      rateAtSetting(prepared, kind, setting, { target, lambda: 'tuned' }),
    );
  };
  const [selected, removed, lost] = rateKinds;
  return { [selected]: of(selected), [removed]: of(removed), [lost]: of(lost) };
}

/** The rates of one kind beside each other, with what cannot be said in place of what would mislead. */
export function bySource(
  frame: LabelledFrame,
  kind: RateKind,
  setting: number,
  target: RateTarget,
  judge: RateResult,
  human: RateResult,
  corrected: RateResult,
): RateSources {
  const roganGladenOf = (): RateResult => {
    const counts = { judged: judge.n_judged, humans: human.n_human };
    if (kind !== 'selected') {
      return noRate(
        { judged: human.n_judged, humans: human.n_human },
        'Rogan and Gladen’s correction is for a share of one set; this is a ratio of two.',
        'rogan-gladen',
      );
    }
    // Labels that cannot stand for the set cannot tell the judge's errors in it either.
    return human.estimate === null && human.n_human > 0
      ? noRate(counts, human.reason ?? 'The labels cannot stand for this set.', 'rogan-gladen')
      : roganGladenRate(frame, setting, target, 0.95, judge);
  };
  return {
    judge,
    human,
    corrected:
      corrected.n_judged === 0 && corrected.estimate !== null
        ? {
            ...noRate(
              { judged: 0, humans: corrected.n_human },
              'The judge has answered nothing in this set, so there is nothing to correct.',
            ),
          }
        : corrected,
    rogan_gladen: roganGladenOf(),
  };
}
