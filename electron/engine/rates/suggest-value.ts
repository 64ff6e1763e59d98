import type { Output } from '../../../shared/ipc/contract.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { gridRates } from '../../../shared/rates/grid-rates.ts';
import { suggestSetting, type SettingEvidence } from '../../../shared/rates/suggest-setting.ts';
import type { Engine } from '../engine.ts';
import { settleLabels } from '../annotate/annotation-desk.ts';
import { labelledPlan } from '../plans/labelled-plan.ts';
import { planPairs } from '../plans/plan-pairs.ts';
import type { Task } from '../task.ts';
import { rateRow } from './rate-rows.ts';

/**
 * "Suggest a setting" along the view's grid, strict to loose. What is tested is declared by what is there, not by what it says: the
 * corrected rate where a judge is chosen, else that of people alone.
 */
export async function suggestValue(
  engine: Engine,
  request: RatedView & { readonly limit: number; readonly mostStarved: number },
  task: Task,
): Promise<Output<'rates.suggest'>> {
  const plan = await planPairs(engine, request, task);
  await settleLabels(plan.workspace);
  const { frame, judge } = await labelledPlan(plan, request, null);
  const rates = gridRates(frame, request.target);
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
  const { setting, tested, sentence } = suggestSetting(evidence, request.limit, request.mostStarved);
  return {
    value: setting === null ? null : (values[setting] ?? null),
    tested: tested.map((place) => values[place] ?? Number.NaN),
    sentence,
    row: setting === null ? null : rateRow(rates, plan, setting),
  };
}
