import type { Output } from '../../../shared/ipc/contract.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { gridRatesInPieces } from '../../../shared/rates/grid-rates.ts';
import { suggestInPieces, type SettingEvidence } from '../../../shared/rates/suggest-setting.ts';
import type { Engine } from '../engine.ts';
import { parameterOf } from '../../../shared/tuning/slider.ts';
import { openRun } from '../mine/open-run.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { labelledPlan } from '../plans/labelled-plan.ts';
import { planPairs, type GridPlan } from '../plans/plan-pairs.ts';
import { runPlan } from '../plans/run-plan.ts';
import type { Task } from '../task.ts';
import { inTurns } from '../in-turns.ts';
import { outcomeRates } from './outcome-rates.ts';
import { rateRow } from './rate-rows.ts';

/**
 * "Suggest a setting" along the view's grid, strict to loose. What is tested is declared by what is there, not by what it says: the
 * corrected rate where a judge is chosen, else that of people alone.
 */
export async function suggestValue(
  engine: Engine,
  request: RatedView & {
    readonly limit: number;
    readonly mostStarved: number;
    readonly run?: string | undefined;
  },
  task: Task,
): Promise<Output<'rates.suggest'>> {
  const usual = await planPairs(engine, request, task);
  const { workspace } = usual;
  await labelsStored(workspace);
  const own =
    request.run === undefined ? null : await runPlan(workspace, await openRun(workspace, request.run));
  const plan = own === null ? usual : await withOwnValue(engine, request, usual, task);
  const labelled = await labelledPlan(plan, request, own);
  const { frame, judge } = labelled;
  const rates = await inTurns(gridRatesInPieces(frame, request.target), task.signal);
  const source = judge === null ? 'human' : 'corrected';
  const { values } = plan.grid;
  const evidence = Array.from(values, (_, place): SettingEvidence => ({
    // Only what is tested is estimated.
    get rate() {
      return rates.at(place).selected[source];
    },
    effectiveLabels: rates.effectiveLabels(place),
    starved: plan.pairs.starved[place] ?? 0,
  }));
  const { setting, tested, sentence } = await inTurns(
    suggestInPieces(evidence, request.limit, request.mostStarved),
    task.signal,
  );
  return {
    value: setting === null ? null : (values[setting] ?? null),
    tested: tested.map((place) => values[place] ?? Number.NaN),
    sentence,
    row: setting === null ? null : rateRow(rates, outcomeRates(labelled, request.target), plan, setting),
  };
}

/** The grid with the value of the request's own setting in it, at which a run's labels are. */
async function withOwnValue(
  engine: Engine,
  request: RatedView,
  usual: GridPlan,
  task: Task,
): Promise<GridPlan> {
  const value = request.settings[parameterOf(request.slider)];
  if (value === null || usual.grid.values.includes(value)) return usual;
  const grid = Float64Array.from([...usual.grid.values, value]).toSorted();
  return planPairs(engine, { ...request, grid }, task);
}
