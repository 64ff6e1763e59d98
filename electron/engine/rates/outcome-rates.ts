import type { OutcomeRates } from '../../../shared/ipc/rate-calls.ts';
import type { RateTarget } from '../../../shared/rates/estimate-rate.ts';
import type { LabelEvent } from '../../../shared/rates/event-mapping.ts';
import { labelCode } from '../../../shared/rates/label-code.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import { rateAtSetting } from '../../../shared/rates/rate-at-setting.ts';
import { rateCurve } from '../../../shared/rates/rate-curve.ts';
import type { RateResult } from '../../../shared/rates/rate-result.ts';
import type { LabelledPlan } from '../plans/labelled-plan.ts';

const outcomes = [
  ['positive_wrong', 'positive-wrong'],
  ['query_ambiguous', 'query-ambiguous'],
] as const;

/**
 * At a place of the grid, the shares of the selected whose label says that the positive is wrong, or that the query is ambiguous: outcomes of their own
 * (`statistics.md` §1), by people only, since a judge is not asked about them. Only those that any label of the sample says.
 */
export function outcomeRates(labelled: LabelledPlan, target: RateTarget): (place: number) => OutcomeRates {
  const said = new Set(labelled.events.values());
  const own = outcomes
    .filter(([, event]) => said.has(event))
    .map(([name, event]) => {
      return [name, shareOf(counting(labelled, event), target)] as const;
    });
  return (place) =>
    Object.fromEntries(
      own.flatMap(([name, at]) => {
        const rate = at(place);
        return rate === undefined ? [] : [[name, rate]];
      }),
    );
}

function shareOf(frame: LabelledFrame, target: RateTarget): (place: number) => RateResult | undefined {
  const prepared = prepareFrame(frame);
  const options = { target, lambda: 0 } as const;
  // Between clusters each place is a pass of its own, which only a place that is asked for is worth.
  if (target !== 'this-set') return (place) => rateAtSetting(prepared, 'selected', place, options);
  let curve: readonly RateResult[] | null = null;
  return (place) => (curve ??= rateCurve(prepared, 'selected', options))[place];
}

/** The frame with labels of one outcome in the place of relevant ones; what is not settled is no label, and nobody judged. */
function counting(
  { plan, frame, events }: LabelledPlan,
  counted: Exclude<LabelEvent, 'missing' | 'true-negative'>,
): LabelledFrame {
  const codes = new Uint8Array(plan.count);
  for (const [pair, event] of events) if (event !== 'missing') codes[pair] = labelCode(event, counted);
  const { parts } = plan.pairs;
  return {
    ...frame,
    label: parts === null ? codes : Uint8Array.from(parts.pair, (pair) => codes[pair] ?? 0),
    answer: new Uint8Array(frame.answer.length),
    answerMeans: null,
  };
}
