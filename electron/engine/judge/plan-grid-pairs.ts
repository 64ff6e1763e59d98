import { drawWave } from '../../../shared/sampling-plan/draw-wave.ts';
import { largestOfPairs, outsideShare } from '../../../shared/sampling-plan/wave-intensity.ts';
import { createSorter } from '../../../shared/statistics/sort-order.ts';
import type { Slider } from '../../../shared/tuning/slider.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import { nearestPlace } from '../plans/grid-place.ts';
import { logWave, readInclusion } from '../plans/inclusion.ts';
import type { GridPlan } from '../plans/plan-pairs.ts';
import { runGridPlan } from '../plans/run-plan.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgePlan } from './judge-plan.ts';
import { bestPositives } from '../workspace/best-positives.ts';

export type GridRequest = {
  readonly slider?: Slider | undefined;
  readonly grid?: Float64Array | undefined;
  /** The wave leans to the set selected there; without it, to none. */
  readonly at?: number | undefined;
  /** Pairs of the frame that the judge's sample is to have; null: all. */
  readonly limit: number | null;
  readonly seed: number;
  /** An estimate's: no wave is logged. */
  readonly isTrial?: boolean;
};

/**
 * The judge's sample of a declared grid: what earlier draws chose of the frame, and a wave that fills it up to `limit`; so the same request
 * again draws nothing new. Asked in the order in which a smaller sample of the same plan would have come: where it stops early, what was
 * asked is such a sample. Belongs into the transaction that stores the probabilities.
 */
export async function planGridPairs(
  workspace: Workspace,
  run: OpenedRun,
  judge: string,
  request: GridRequest,
): Promise<JudgePlan> {
  const plan = await runGridPlan(workspace, run, request);
  const before = await readInclusion(workspace.database, { kind: 'judge', judge }, plan);
  const drawn = before.reduce((sum, own, pair) => sum + ((plan.uniform[pair] ?? 1) < own ? 1 : 0), 0);
  const { probability, added } = drawWave({
    uniform: plan.uniform,
    probability: before,
    intensity: intensityAt(plan, request.at),
    ceiling: null,
    count: request.limit === null ? plan.count : Math.max(0, request.limit - drawn),
  });
  const wave =
    added.length === 0 || request.isTrial === true
      ? -1
      : await logWave(workspace.database, {
          phase: { kind: 'judge', judge },
          teacher: run.teacher?.name ?? '',
          split: plan.split,
          settings: JSON.stringify(run.settings),
          slider: plan.slider,
          grid: Array.from(plan.grid.values),
          value: request.at ?? null,
          seed: request.seed,
          added: added.length,
        });
  const isNew = new Uint8Array(plan.count);
  for (const pair of added) isNew[pair] = 1;
  const chanceOf = (pair: number): number => probability[pair] ?? 0;
  const sample = plan.uniform
    .map((uniform, pair) => (uniform < chanceOf(pair) ? pair : -1))
    .filter((pair) => pair >= 0);
  const byShare = (i: number): number => {
    const pair = sample[i] ?? 0;
    return (plan.uniform[pair] ?? 0) / chanceOf(pair);
  };
  const order = createSorter()(sample.length, byShare, false).map((i) => sample[i] ?? 0);
  return {
    run: run.name,
    queries: order.map((pair) => plan.query[pair] ?? 0),
    documents: order.map((pair) => plan.document[pair] ?? 0),
    probabilities: Float64Array.from(order, chanceOf),
    waves: order.map((pair) => (isNew[pair] === 1 ? wave : -1)),
    frame: plan.count,
    inclusion: { query: plan.query, document: plan.document, probability },
    positives: bestPositives(await workspace.dataSet(), run.split),
  };
}

function intensityAt(plan: GridPlan, value: number | undefined): Float64Array {
  const { entry, exit } = plan.pairs;
  if (value === undefined) return new Float64Array(plan.count).fill(1);
  const place = nearestPlace(plan.grid, value);
  return largestOfPairs(
    plan.pairs,
    Float64Array.from(entry, (own, i) => (own <= place && place < (exit[i] ?? 0) ? 1 : outsideShare)),
  );
}
