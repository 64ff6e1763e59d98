import { AppError } from '../../../shared/errors.ts';
import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import type { Engine } from '../engine.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { openRun } from '../mine/open-run.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgePlan } from './judge-plan.ts';
import { knownJudgements } from './judgement-store.ts';
import { openJudgeSession, type JudgeSession } from './judge-session.ts';
import { stoppedWithWorkspace } from './judges-at-work.ts';
import { planGridPairs } from './plan-grid-pairs.ts';
import { planGivenPairs } from './plan-given-pairs.ts';
import { createPlanProgress, type PlanProgress } from './plan-progress.ts';
import { planRunPairs } from './plan-run-pairs.ts';
import { settleCrashed } from './crashed-judging.ts';
import { raiseProbabilities } from './raise-probabilities.ts';

/** Everything that a run of the judge starts from. */
export type JudgeWork = {
  readonly workspace: Workspace;
  readonly session: JudgeSession;
  readonly plan: JudgePlan;
  readonly progress: PlanProgress;
  readonly task: Task;
};

const atWork = new WeakMap<Workspace, Set<string>>();

/** Whether a judge of this name works in the workspace now. */
export function isAtWork(workspace: Workspace, judge: string): boolean {
  return atWork.get(workspace)?.has(judge) === true;
}

/**
 * Runs `work` as the only one of its judge in the workspace, so that no pair is asked by two at once; its task is stopped when the workspace
 * is let go, which waits for it to end. Throws `read-only`, `not-found` for the run, `wrong-usage`, and `failed` while the same judge is at work
 * already. With `isTrial` nothing counts as drawn, so that who only wanted to know what it would take is not held to it.
 */
export async function withJudgeWork<T>(
  engine: Engine,
  request: JudgeRequest,
  task: Task,
  work: (work: JudgeWork) => Promise<T>,
  isTrial = false,
): Promise<T> {
  const workspace = await engine.workspaces.open(request.workspace);
  return stoppedWithWorkspace(workspace, task, (stoppable) =>
    asTheOnlyOne(engine, workspace, request, stoppable, work, isTrial),
  );
}

async function asTheOnlyOne<T>(
  engine: Engine,
  workspace: Workspace,
  request: JudgeRequest,
  task: Task,
  work: (work: JudgeWork) => Promise<T>,
  isTrial: boolean,
): Promise<T> {
  if (workspace.readOnly) {
    throw new AppError('read-only', `${workspace.path} cannot be written: no judgement could be kept`);
  }
  const session = await openJudgeSession(workspace, request.judge, request.limits, engine.surroundings.log);
  const { name } = session.judge;
  const busy = atWork.get(workspace) ?? new Set<string>();
  atWork.set(workspace, busy);
  if (busy.has(name)) {
    throw new AppError('failed', `${name} is judging in this workspace already; wait until that has ended`);
  }
  busy.add(name);
  try {
    await settleCrashed(workspace.database, name);
    task.progress({ stage: 'choosing pairs', done: 0, total: null, unit: 'pairs' });
    const plan = await workspace.database.transaction(async () => {
      const drawn = await planOf(workspace, request, name, session.prompt.perCall > 1, isTrial);
      task.signal.throwIfAborted();
      if (isTrial) return pickedByHand(drawn);
      await raiseProbabilities(workspace.database, name, drawn);
      task.signal.throwIfAborted();
      return drawn;
    });
    const known = await knownJudgements(workspace.database, name);
    return await work({
      workspace,
      session,
      plan,
      progress: createPlanProgress(plan, known, request.retryFailed),
      task,
    });
  } finally {
    busy.delete(name);
  }
}

/** What is asked without being drawn: in no sample until a draw reaches it. */
function pickedByHand(plan: JudgePlan): JudgePlan {
  return { ...plan, probabilities: plan.probabilities.map(() => Number.NaN), inclusion: null };
}

async function planOf(
  workspace: Workspace,
  request: JudgeRequest,
  judge: string,
  byQuery: boolean,
  isTrial: boolean,
): Promise<JudgePlan> {
  const { what, pairs, grid, limit = null, seed } = request;
  if (what !== 'plan' && grid !== undefined) {
    throw new AppError('wrong-usage', 'a grid is declared for a plan only');
  }
  if ((what === 'pairs') !== (pairs !== undefined)) {
    throw new AppError('wrong-usage', 'pairs are given exactly when pairs are to be judged');
  }
  if (pairs !== undefined && limit !== null) {
    throw new AppError('wrong-usage', 'a limit draws from a run; given pairs are judged as they are');
  }
  const run = await openRun(workspace, request.run);
  if (what === 'pairs') return planGivenPairs(workspace, run, pairs ?? []);
  if (what === 'plan') return planGridPairs(workspace, run, judge, { ...grid, limit, seed, isTrial });
  if (what === 'suspects' && run.supplied) {
    throw new AppError('wrong-usage', `run "${run.name}" was never scored, so it has no suspects`);
  }
  return planRunPairs(run, await workspace.dataSet(), await idHashes(workspace), {
    what,
    limit,
    seed,
    byQuery,
  });
}
