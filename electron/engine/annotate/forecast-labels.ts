import type { z } from 'zod';
import { effectiveLabels } from '../../../shared/rates/effective-labels.ts';
import { judgeAloneRate } from '../../../shared/rates/judge-alone.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import { rateAtSetting } from '../../../shared/rates/rate-at-setting.ts';
import { totalsOf } from '../../../shared/rates/rate-totals.ts';
import { sumsAtSetting } from '../../../shared/rates/sums-at-setting.ts';
import { predictedWidths } from '../../../shared/sampling-plan/predicted-width.ts';
import type { annotateCalls } from '../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { nearestPlace } from '../plans/grid-place.ts';
import { declaring, labelledPlan } from '../plans/labelled-plan.ts';
import { planPairs } from '../plans/plan-pairs.ts';
import type { Task } from '../task.ts';
import { labelsStored } from './annotation-desk.ts';

/** The corrected rate at the value of the grid nearest to `at`, what it rests on, and how wide its interval will be after more labels. */
export async function forecastLabels(
  engine: Engine,
  request: z.output<(typeof annotateCalls)['annotate.forecast']['input']>,
  task: Task,
): Promise<Output<'annotate.forecast'>> {
  const plan = await planPairs(engine, request, task);
  await labelsStored(plan.workspace);
  const { frame } = await labelledPlan(plan, request, null);
  task.signal.throwIfAborted();
  const place = nearestPlace(plan.grid, request.at);
  const { target } = request;
  const prepared = prepareFrame(frame);
  const sums = sumsAtSetting(prepared, 'selected', place);
  const now = rateAtSetting(prepared, 'selected', place, { target, lambda: 'tuned' });
  const judged = judgeAloneRate(frame, 'selected', place, target);
  return {
    now,
    effective_labels: effectiveLabels(sums, frame.strata),
    predicted: [...predictedWidths(declaring(plan, frame), place, now, judged.estimate)],
    unreachable: totalsOf(sums, 1).unreachable,
  };
}
