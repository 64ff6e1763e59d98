import { drawWave } from '../../../shared/sampling-plan/draw-wave.ts';
import { largestOfPairs, outsideShare } from '../../../shared/sampling-plan/wave-intensity.ts';
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
    added.length === 0
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
  const isNew = new Set(added);
  const chanceOf = (pair: number): number => probability[pair] ?? 0;
  const order = Int32Array.from(plan.uniform.keys())
    .filter((pair) => (plan.uniform[pair] ?? 1) < chanceOf(pair))
    .sort((a, b) => (plan.uniform[a] ?? 0) / chanceOf(a) - (plan.uniform[b] ?? 0) / chanceOf(b) || a - b);
  return {
    run: run.name,
    queries: order.map((pair) => plan.query[pair] ?? 0),
    documents: order.map((pair) => plan.document[pair] ?? 0),
    probabilities: Float64Array.from(order, chanceOf),
    waves: order.map((pair) => (isNew.has(pair) ? wave : -1)),
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
