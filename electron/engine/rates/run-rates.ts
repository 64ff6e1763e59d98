import type { Output } from '../../../shared/ipc/contract.ts';
import type { RateChoice } from '../../../shared/ipc/rated-view.ts';
import { gridRatesInPieces } from '../../../shared/rates/grid-rates.ts';
import type { Engine } from '../engine.ts';
import { openRun } from '../mine/open-run.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { labelledPlan } from '../plans/labelled-plan.ts';
import { runGridPlan, runPlan } from '../plans/run-plan.ts';
import type { Task } from '../task.ts';
import { inTurns } from '../in-turns.ts';
import { outcomeRates } from './outcome-rates.ts';
import { rateContext } from './rate-context.ts';
import { rateRows } from './rate-rows.ts';

export type RunRatesRequest = RateChoice & {
  readonly workspace: string;
  readonly run: string;
  readonly at: readonly number[];
};

/** Rates of a stored run at its own setting, of the negatives that were stored, and at other values of its rule. */
export async function runRates(
  engine: Engine,
  request: RunRatesRequest,
  task: Task,
): Promise<Output<'rates.run'>> {
  const workspace = await engine.workspaces.open(request.workspace);
  const run = await openRun(workspace, request.run);
  await labelsStored(workspace);
  const own = await runPlan(workspace, run);
  const labelled = await labelledPlan(own, request, own);
  const rates = await inTurns(gridRatesInPieces(labelled.frame, request.target), task.signal);
  const values = Float64Array.from(new Set(request.at)).toSorted();
  const grid = values.length === 0 ? null : await runGridPlan(workspace, run, { grid: values });
  const here = {
    ...rates.at(0),
    outcome_rates: outcomeRates(labelled, request.target)(0),
    pairs: rates.pairs(0),
    effective_labels: rates.effectiveLabels(0),
  };
  const rows =
    grid === null
      ? []
      : await rateRows(
          await labelledPlan(grid, { judge: labelled.judge, mapping: labelled.mapping }, own),
          grid,
          request.target,
          task.signal,
        );
  return {
    ...rateContext(labelled, request.target),
    ...here,
    run: run.name,
    at: rows,
  };
}
