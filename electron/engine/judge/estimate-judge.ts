import { AppError } from '../../../shared/errors.ts';
import type { JudgeEstimate } from '../../../shared/ipc/judge-answers.ts';
import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import { answerStates } from '../../../shared/judge/answer-state.ts';
import type { JudgePrompt } from '../../../shared/judge/judge-prompt.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import { askAndStore, type AskedTotals } from './ask-and-store.ts';
import { priceOf, type Tokens } from './judge-budget.ts';
import { costReason } from './judge-run.ts';
import { withJudgeWork, type JudgeWork } from './judge-work.ts';
import { groupPlaces, plannedQuestions, type PlaceGroups } from './planned-questions.ts';

/**
 * Calls, tokens, time and money that the rest of a plan would take, from up to `probeCalls` real calls of it. Their answers are kept: they
 * are paid for. Input tokens by the characters that will be sent, output tokens and time by the call; time at the probe's concurrency,
 * so it is an upper bound where the server bears more. Draws nothing: until the plan is judged, the probe's pairs are picked by hand.
 */
export function estimateJudge(
  engine: Engine,
  request: JudgeRequest & { readonly probeCalls: number },
  task: Task,
): Promise<JudgeEstimate> {
  const estimate = async (work: JudgeWork): Promise<JudgeEstimate> => {
    const { session, plan, progress } = work;
    const before = progress.counts();
    const started = performance.now();
    const asked = await askAndStore(work, request, request.probeCalls);
    const seconds = (performance.now() - started) / 1000;
    const all = groupPlaces(plan, progress.open, session.prompt.perCall);
    const first = Math.min(all.count, request.probeCalls);
    const rest: PlaceGroups = { count: all.count - first, at: (group) => all.at(first + group) };
    const characters = await charactersOf(work, rest, request.limits.maxCharacters);
    const tokens = restTokens(asked, characters, rest.count);
    const prices = { in: request.limits.priceIn ?? null, out: request.limits.priceOut ?? null };
    const unpriced = prices.in === null || prices.out === null;
    const { calls } = session.budget.spent();
    const after = progress.counts();
    const failed = Object.fromEntries(
      answerStates.flatMap((state) => {
        const fresh = state === 'answered' ? 0 : (after.failed[state] ?? 0) - (before.failed[state] ?? 0);
        return fresh > 0 ? [[state, fresh] as const] : [];
      }),
    );
    const nothing = rest.count === 0;
    return {
      run: plan.run,
      what: request.what,
      judge: session.judge,
      pairs: plan.queries.length,
      reused: progress.before + asked.cached,
      calls: rest.count,
      tokens,
      tokens_reason: tokens === null ? 'no answer of the probe said how many tokens it used' : null,
      seconds: nothing ? 0 : asked.answered.calls === 0 ? null : (seconds / Math.max(1, calls)) * rest.count,
      seconds_reason: nothing || asked.answered.calls > 0 ? null : 'no call of the probe was answered',
      cost: tokens === null ? null : priceOf(tokens, prices),
      cost_reason: costReason(unpriced, tokens === null),
      probe: {
        calls,
        answered: after.judged - before.judged - asked.cached,
        failed,
        tokens: asked.tokens,
        seconds,
        cost: asked.tokens === null ? null : priceOf(asked.tokens, prices),
        concurrency: session.gate.highest(),
      },
    };
  };
  return withJudgeWork(engine, request, task, estimate, true);
}

function restTokens({ tokens, answered }: AskedTotals, characters: number, calls: number): Tokens | null {
  if (calls === 0) return { in: 0, out: 0 };
  if (tokens === null || answered.calls === 0 || tokens.in === 0) return null;
  return {
    in: Math.round((tokens.in / answered.characters) * characters),
    out: Math.round((tokens.out / answered.calls) * calls),
  };
}

/** Calls whose texts are read to tell how long they are: more would say the same more exactly than the probe can. */
const mostRead = 12_800;

/** Characters that the calls still to be made will send: of many, what evenly spaced ones come to. */
async function charactersOf(
  { workspace, plan, session: { prompt, judge }, task }: JudgeWork,
  all: PlaceGroups,
  maxCharacters: number,
): Promise<number> {
  const every = Math.max(1, Math.ceil(all.count / mostRead));
  const read: PlaceGroups = { count: Math.ceil(all.count / every), at: (group) => all.at(group * every) };
  let sum = 0;
  const frame = frameCharacters(prompt);
  for await (const block of plannedQuestions(workspace, plan, read, prompt, judge.model, maxCharacters)) {
    if (task.signal.aborted) throw new AppError('cancelled', 'cancelled');
    for (const { question } of block) {
      sum += frame + question.query.length + (question.positive?.length ?? 0);
      for (const document of question.documents) sum += document.length;
    }
  }
  return read.count === 0 ? 0 : Math.round((sum / read.count) * all.count);
}

/** What a prompt sends beside the texts. */
function frameCharacters(prompt: JudgePrompt): number {
  const messages = prompt.messages({ query: '', positive: '', documents: [''] }, '0123456789abcdef');
  return messages.reduce((total, { content }) => total + content.length, 0);
}
