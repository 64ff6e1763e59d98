import type { z } from 'zod';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { RateChoice } from '../../../shared/ipc/rated-view.ts';
import type { LabelledPlan } from '../plans/labelled-plan.ts';

type Context = Omit<Output<'rates.at'>, 'row'>;

/** What rates were made of: said beside them. */
export function rateContext(
  { plan, judge, judges, mapping, leftOut, outcomes }: LabelledPlan,
  target: z.output<typeof RateChoice>['target'],
): Context {
  return {
    judge,
    judges: [...judges],
    target,
    mapping,
    queries: plan.queries,
    clusters: plan.clusters,
    left_out: Object.fromEntries(leftOut),
    outcomes,
  };
}
