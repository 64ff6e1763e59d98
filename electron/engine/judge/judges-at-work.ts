import { letGo } from '../let-go.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * How long answers are waited for that were under way when a judge was stopped, in milliseconds: they are paid for all the same. Whoever ends
 * the engine gives it this time, and some more to store them.
 */
export const answerPatienceMs = 10_000;

type AtWork = { readonly stop: AbortController; readonly ended: Promise<unknown> };

const atWork = new WeakMap<Workspace, Set<AtWork>>();

/** Runs `work` so that `stopJudges` can stop it as a person's pause does, and wait for its end. */
export async function stoppedWithWorkspace<T>(
  workspace: Workspace,
  task: Task,
  work: (task: Task) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const others = atWork.get(workspace) ?? new Set();
  atWork.set(workspace, others);
  const working = work({ ...task, signal: AbortSignal.any([task.signal, stop.signal]) });
  const own: AtWork = { stop, ended: working };
  others.add(own);
  try {
    return await working;
  } finally {
    others.delete(own);
  }
}

/**
 * Tells the judges of a workspace to ask nothing more, and resolves when each has stored what was still answered: after `answerPatienceMs`
 * and the time to store at most, unless the database takes longer. Their calls end as `cancelled`.
 */
export async function stopJudges(workspace: Workspace): Promise<void> {
  const working = [...(atWork.get(workspace) ?? [])];
  for (const { stop } of working) stop.abort(letGo);
  await Promise.allSettled(working.map(({ ended }) => ended));
}
