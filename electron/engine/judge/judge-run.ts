import type { JudgeReport } from '../../../shared/ipc/judge-answers.ts';
import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import { askAndStore } from './ask-and-store.ts';
import { withJudgeWork } from './judge-work.ts';
import { toItsEnd } from './to-its-end.ts';

/**
 * Judges what is not judged yet of a plan. Each answer is committed before it counts; cancelled or killed, the same request goes on with
 * what is left, and the workspace says that there is something left. A question without a usable answer is stored with its reason and is
 * asked again only with `retryFailed`.
 */
export function judgeRun(engine: Engine, request: JudgeRequest, task: Task): Promise<JudgeReport> {
  return withJudgeWork(engine, request, task, async (work) => {
    const { session, plan, progress } = work;
    const started = performance.now();
    const asked = await toItsEnd(work, request, () => askAndStore(work, request, null));
    const spent = session.budget.spent();
    const unpriced = request.limits.priceIn === undefined || request.limits.priceOut === undefined;
    return {
      run: plan.run,
      what: request.what,
      judge: session.judge,
      pairs: plan.queries.length,
      frame: plan.frame,
      ...progress.counts(),
      reused: progress.before + asked.cached,
      calls: spent.calls,
      retries: asked.retries,
      tokens: asked.tokens,
      cost: asked.tokens === null ? null : spent.money,
      cost_reason: costReason(unpriced, asked.tokens === null),
      truncated: asked.truncated,
      concurrency: session.gate.highest(),
      seconds: (performance.now() - started) / 1000,
      stopped: asked.spent ? 'budget' : 'done',
    };
  });
}

/** Why there is no sum of money; null when there is one. */
export function costReason(unpriced: boolean, untold: boolean): string | null {
  if (unpriced) return 'the prices for a million tokens, in and out, were not given';
  return untold ? 'the server does not say how many tokens it used' : null;
}
