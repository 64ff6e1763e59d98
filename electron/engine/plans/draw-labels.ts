import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { labelNext } from '../../../shared/sampling-plan/label-next.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import { logWave, raiseInclusion } from './inclusion.ts';
import { nearestPlace } from './grid-place.ts';
import { declaring, labelledPlan } from './labelled-plan.ts';
import { byEntry, planPairs } from './plan-pairs.ts';

export type DrawLabelsRequest = RatedView & {
  /** The value of the slider that the wave leans to; the nearest one of the grid. */
  readonly at: number;
  readonly count: number;
  /** Of the order in which the pairs are shown; which pairs are drawn does not depend on it. */
  readonly seed: number;
};

export type DrawnLabels = {
  /** Number of the draw in `waves`. */
  readonly wave: number;
  /** Pairs that the wave adds, in random order, with their probability now. */
  readonly pairs: readonly {
    readonly query: number;
    readonly document: number;
    readonly probability: number;
  }[];
};

/**
 * "Label these next" (`statistics.md` §3): raises the probabilities of the whole frame and stores them with the wave in one transaction, or
 * in that of the caller, so that a queue of the pairs is there exactly when the wave is. Fewer pairs than asked for when fewer are left.
 * Errors: `read-only`.
 */
export async function drawLabels(
  engine: Engine,
  request: DrawLabelsRequest,
  task: Task,
): Promise<DrawnLabels> {
  const plan = await planPairs(engine, request, task);
  const { workspace, grid, split } = plan;
  if (workspace.readOnly) {
    throw new AppError('read-only', `${workspace.path} cannot be written: no labels could be kept`);
  }
  return workspace.database.transaction(async () => {
    const { frame, own } = await labelledPlan(plan, request, null);
    const place = nearestPlace(grid, request.at);
    const open = { ...declaring(plan, frame), humanProbability: byEntry(plan, own) };
    const { probability, order } = labelNext(open, plan.uniform, place, request.count, request.seed);
    await raiseInclusion(workspace.database, { kind: 'human' }, { ...plan, probability });
    const wave = await logWave(workspace.database, {
      phase: { kind: 'human' },
      teacher: request.teacher,
      split,
      settings: JSON.stringify(request.settings),
      slider: request.slider,
      grid: Array.from(grid.values),
      value: grid.values[place] ?? null,
      seed: request.seed,
      added: order.length,
    });
    return {
      wave,
      pairs: Array.from(order, (pair) => ({
        query: plan.query[pair] ?? -1,
        document: plan.document[pair] ?? -1,
        probability: probability[pair] ?? 0,
      })),
    };
  });
}
