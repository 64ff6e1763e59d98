import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OutcomeRates, RateRow } from '../../../shared/ipc/rate-calls.ts';
import { gridRatesInPieces, type GridRates } from '../../../shared/rates/grid-rates.ts';
import type { RateTarget } from '../../../shared/rates/estimate-rate.ts';
import { inTurns } from '../in-turns.ts';
import { outcomeRates } from './outcome-rates.ts';
import type { LabelledPlan } from '../plans/labelled-plan.ts';
import type { GridPlan } from '../plans/plan-pairs.ts';

/** The rates at one place of the frame's grid. */
export function rateRow(
  rates: GridRates,
  outcomes: (place: number) => OutcomeRates,
  plan: GridPlan,
  place: number,
): RateRow {
  return {
    value: plan.grid.values[place] ?? Number.NaN,
    ...rates.at(place),
    outcome_rates: outcomes(place),
    pairs: rates.pairs(place),
    effective_labels: rates.effectiveLabels(place),
    starved: plan.pairs.starved[place] ?? 0,
  };
}

/** The rates at every place, by ascending value of the slider. */
export async function rateRows(
  labelled: LabelledPlan,
  plan: GridPlan,
  target: RateTarget,
  signal: AbortSignal,
): Promise<RateRow[]> {
  const rates = await inTurns(gridRatesInPieces(labelled.frame, target), signal);
  const outcomes = outcomeRates(labelled, target);
  const rows: RateRow[] = [];
  for (let place = 0; place < plan.grid.values.length; place++) {
    // For queries like these each row is a pass of its own.
    await nextTurn();
    signal.throwIfAborted();
    rows.push(rateRow(rates, outcomes, plan, place));
  }
  return rows.toSorted((a, b) => a.value - b.value);
}
