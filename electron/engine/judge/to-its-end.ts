import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import { isCancelled } from '../../../shared/errors.ts';
import { letGo } from '../let-go.ts';
import type { JudgeWork } from './judge-work.ts';
import { askedJudging, forgetUnfinished, noteUnfinished, type Unfinished } from './unfinished-judging.ts';

/**
 * Asks the pairs of a plan so that the workspace knows of it from the first question to the end of the plan, also where the process ends
 * before: whoever opens it then is told how far it came.
 */
export async function toItsEnd<T>(work: JudgeWork, request: JudgeRequest, ask: () => Promise<T>): Promise<T> {
  const { workspace, session, plan, progress } = work;
  const entry: Unfinished = {
    judge: session.judge.name,
    run: plan.run,
    what: request.what,
    asked: askedJudging(request, session.judge),
    pairs: plan.queries.length,
    before: progress.before,
    started: new Date().toISOString(),
    stop: null,
  };
  if (progress.open.length > 0) await noteUnfinished(workspace.database, entry);
  try {
    const asked = await ask();
    await forgetUnfinished(workspace.database, entry);
    return asked;
  } catch (error) {
    // A database that fails here has failed before: that error is what is told, and the entry says as much as after a crash.
    await noteUnfinished(workspace.database, { ...entry, stop: stopOf(work, error) }).catch(() => {});
    throw error;
  }
}

function stopOf({ session, progress, task: { signal } }: JudgeWork, error: unknown): Unfinished['stop'] {
  const isGivenUp = signal.aborted || isCancelled(error);
  const { calls, tokens, money } = session.budget.spent();
  return {
    how: !isGivenUp ? 'failed' : signal.reason === letGo ? 'closed' : 'paused',
    at: new Date().toISOString(),
    done: progress.done(),
    spent: { calls, tokens: tokens.in + tokens.out, cost: money },
  };
}
