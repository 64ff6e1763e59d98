import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { selectedColumns } from '../../../shared/mining/selected-columns.ts';
import { framePairsInPieces, settingPairs } from '../../../shared/sampling-plan/frame-pairs.ts';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { tuneExtent } from '../../../shared/tuning/tune-frame.ts';
import { looseningGrid } from '../../../shared/tuning/grid-entry.ts';
import { sliderOfSettings, type Slider } from '../../../shared/tuning/slider.ts';
import { inTurns } from '../in-turns.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { decisionMaterial } from '../mine/decide-stored-pool.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { withPairs, type GridPlan, type PlanPairs, type PlanSource } from './plan-pairs.ts';

/** The plan of a stored run, and its name. */
export type RunPlan = PlanPairs & { readonly name: string };

/** A stored run's selected negatives, as they were stored, and the baseline: a frame of one setting. */
export async function runPlan(workspace: Workspace, run: OpenedRun): Promise<RunPlan> {
  const { pool, units, selectedCounts, settings } = run.decided;
  const { numNegatives } = settings;
  await nextTurn();
  const starved = selectedCounts.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0);
  const pairs = settingPairs(
    (row) => selectedColumns(run.decided, row),
    pool.queries.length,
    // Negatives that came with the data have no teacher whose top n could be a baseline.
    (row) => (run.supplied ? 0 : Math.min(numNegatives, pool.counts[row] ?? 0)),
    units.count === 0 ? 0 : starved / units.count,
  );
  await nextTurn();
  return { ...(await withPairs(workspace, run.split, sourceOf(run), pairs)), name: run.name };
}

/**
 * The run's pool over values of a rule: `slider`, or the one that the run has a parameter of; its usual values where none are given.
 * Errors: `wrong-usage` where it has none.
 */
export async function runGridPlan(
  workspace: Workspace,
  run: OpenedRun,
  declared: { readonly slider?: Slider | undefined; readonly grid?: Float64Array | undefined },
): Promise<GridPlan & { readonly slider: Slider }> {
  const slider = declared.slider ?? sliderOfSettings(run.settings);
  if (slider === null || run.supplied) {
    throw new AppError(
      'wrong-usage',
      `run "${run.name}" has no rule whose value could be moved: its rates are at its own setting only`,
    );
  }
  const { pool } = run.storedPool;
  const range = tuneExtent(pool, run.settings, null).score;
  const grid = looseningGrid(slider, declared.grid ?? defaultGrid(slider, pool.poolSize, range));
  const material = await decisionMaterial(workspace, run.storedPool, run.settings);
  const pairs = await inTurns(framePairsInPieces(material, run.settings, grid));
  return { ...(await withPairs(workspace, run.split, sourceOf(run), pairs)), grid, slider };
}

function sourceOf({ storedPool, teacher, supplied, report, settings }: OpenedRun): PlanSource {
  const cameWithData = supplied || report.supplied_run !== undefined;
  return { storedPool, teacher: cameWithData ? null : (teacher?.name ?? null), settings };
}

/** 1 for pairs of `plan` that the run selects. */
export function selectedOf(plan: PlanPairs, own: PlanPairs): Uint8Array {
  const selected = new Uint8Array(plan.count);
  for (let pair = 0; pair < own.count; pair++) {
    if (!isSelected(own, pair)) continue;
    const place = plan.places.get(pairKey(own.query[pair] ?? 0, own.document[pair] ?? 0));
    if (place !== undefined) selected[place] = 1;
  }
  return selected;
}

/** Whether the run of a `runPlan` selects a pair (by `pairKey`), which need not be in its frame. */
export function isOfRun(own: PlanPairs, key: number): boolean {
  const pair = own.places.get(key);
  return pair !== undefined && isSelected(own, pair);
}

function isSelected({ pairs, firstEntry }: PlanPairs, pair: number): boolean {
  return (pairs.entry[firstEntry[pair] ?? 0] ?? 1) === 0;
}
