import type { Output } from '../../../shared/ipc/contract.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { gridRatesInPieces } from '../../../shared/rates/grid-rates.ts';
import type { Engine } from '../engine.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { labelledPlan } from '../plans/labelled-plan.ts';
import { planPairs } from '../plans/plan-pairs.ts';
import type { Task } from '../task.ts';
import { inTurns } from '../in-turns.ts';
import { outcomeRates } from './outcome-rates.ts';
import { rateContext } from './rate-context.ts';
import { rateRow, rateRows } from './rate-rows.ts';

/** Rates at every value of a view's grid. */
export async function viewRates(engine: Engine, view: RatedView, task: Task): Promise<Output<'rates.view'>> {
  const plan = await planPairs(engine, view, task);
  await labelsStored(plan.workspace);
  const labelled = await labelledPlan(plan, view, null);
  const rows = await rateRows(labelled, plan, view.target, task.signal);
  return { ...rateContext(labelled, view.target), rows };
}

/**
 * Rates at one value: on the grid as the grid has them; elsewhere of the set that is selected there, which has a rate only where earlier
 * draws reached all of it.
 */
export async function ratesAt(
  engine: Engine,
  view: RatedView & { readonly value: number },
  task: Task,
): Promise<Output<'rates.at'>> {
  const whole = await planPairs(engine, view, task);
  const onGrid = whole.grid.values.indexOf(view.value);
  const plan =
    onGrid >= 0 ? whole : await planPairs(engine, { ...view, grid: Float64Array.of(view.value) }, task);
  await labelsStored(plan.workspace);
  const labelled = await labelledPlan(plan, view, null);
  const row = rateRow(
    await inTurns(gridRatesInPieces(labelled.frame, view.target), task.signal),
    outcomeRates(labelled, view.target),
    plan,
    Math.max(0, onGrid),
  );
  return { ...rateContext(labelled, view.target), row };
}
