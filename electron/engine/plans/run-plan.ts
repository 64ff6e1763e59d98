import { AppError } from '../../../shared/errors.ts';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { framePairs, settingPairs } from '../../../shared/sampling-plan/frame-pairs.ts';
import { looseningGrid } from '../../../shared/tuning/grid-entry.ts';
import type { Slider } from '../../../shared/tuning/slider.ts';
import { decisionMaterial } from '../mine/decide-stored-pool.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { withPairs, type GridPlan, type PlanPairs } from './plan-pairs.ts';

/** A stored run's selected negatives, as they were stored, and the baseline: a frame of one setting. */
export async function runPlan(workspace: Workspace, run: OpenedRun): Promise<PlanPairs> {
  const { pool, units, selected, selectedCounts, settings } = run.decided;
  const { numNegatives } = settings;
  const starved = selectedCounts.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0);
  const pairs = settingPairs(
    selectedColumns,
    pool.queries.length,
    // Negatives that came with the data have no teacher whose top n could be a baseline.
    (row) => (run.supplied ? 0 : Math.min(numNegatives, pool.counts[row] ?? 0)),
    units.count === 0 ? 0 : starved / units.count,
  );
  return withPairs(workspace, run.split, pool, pairs);

  function selectedColumns(row: number): readonly number[] {
    const own = new Set<number>();
    for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
      for (const column of selected.subarray(unit * numNegatives, (unit + 1) * numNegatives))
        if (column >= 0) own.add(column);
    }
    return [...own];
  }
}

/** The run's pool over values of the rule that it has a parameter of. Errors: `wrong-usage` where it has none. */
export async function runGridPlan(
  workspace: Workspace,
  run: OpenedRun,
  values: Float64Array,
): Promise<GridPlan> {
  const slider = sliderOf(run.settings);
  if (slider === null || run.supplied) {
    throw new AppError(
      'wrong-usage',
      `run "${run.name}" has no rule whose value could be moved: its rates are at its own setting only`,
    );
  }
  const grid = looseningGrid(slider, values);
  const material = await decisionMaterial(workspace, run.storedPool, run.settings);
  const pairs = framePairs(material, run.settings, grid);
  return { ...(await withPairs(workspace, run.split, run.storedPool.pool, pairs)), grid };
}

/** The rule that a setting's slider moves: that of the anchor where it has one. */
export function sliderOf({ perc, absoluteMargin, maxScore, shift }: MiningSettings): Slider | null {
  if (perc !== null) return 'perc-pos';
  if (absoluteMargin !== null) return 'margin-pos';
  if (maxScore !== null) return 'abs';
  return shift === null ? null : 'shifted';
}

/** 1 for pairs of `plan` that the run selects. */
export function selectedOf(plan: PlanPairs, own: PlanPairs): Uint8Array {
  const selected = new Uint8Array(plan.count);
  for (const [key, pair] of own.places) {
    const place = plan.places.get(key);
    if (place !== undefined && (own.pairs.entry[own.firstEntry[pair] ?? 0] ?? 1) === 0) selected[place] = 1;
  }
  return selected;
}
