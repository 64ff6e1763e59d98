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
    const human = rateAtSetting(prepared, kind, setting, { target, lambda: 0 });
    const corrected = rateAtSetting(prepared, kind, setting, { target, lambda: 'tuned' });
    return {
      judge: judgeAloneRate(frame, kind, setting, target),
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
      rogan_gladen:
        kind === 'selected'
          ? roganGladenRate(frame, setting, target)
          : noRate(
              { judged: human.n_judged, humans: human.n_human },
              'Rogan and Gladen’s correction is for a share of one set; this is a ratio of two.',
              'rogan-gladen',
            ),
    };
  };
  const [selected, removed, lost] = rateKinds;
  return { [selected]: of(selected), [removed]: of(removed), [lost]: of(lost) };
}
