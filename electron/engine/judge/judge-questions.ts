import { countOf } from '../../../shared/text/count-text.ts';
import { setMaxListeners } from 'node:events';
import { AppError, isCancelled } from '../../../shared/errors.ts';
import { askQuestion, type Asked } from './ask-question.ts';
import type { JudgeSession } from './judge-session.ts';
import { answerPatienceMs } from './judges-at-work.ts';
import type { PlannedQuestion } from './planned-questions.ts';

export type AskedQuestion = { readonly planned: PlannedQuestion; readonly asked: Asked };

/** Questions under way beside those that the server works on: they wait for a slot, or before another try. */
const mostWaiting = 64;
/** Questions in a row that may go without an answer before the server counts as gone. */
const mostUnreachable = 12;
/** Questions that may be rejected, or get something that is no completion, before the first answer. */
const mostRejected = 5;
/** Questions in a row that may get no completion: a page of somebody else's, where a session has run out. */
const mostNonsense = 20;

/**
 * Asks every question, as many at a time as the server bears, and hands each outcome to `onAsked`, which makes it durable; what `onAsked`
 * waits for holds back further questions. Stopped by `signal`, it sends nothing more, and answers that are under way have `waitMs` to come.
 * Returns whether the budget was used up. Throws what ends the run: `cancelled`, a fatal answer, a server that is gone; outcomes that came
 * before it are handed over all the same.
 */
export async function judgeQuestions(
  session: JudgeSession,
  questions: AsyncIterable<readonly PlannedQuestion[]>,
  signal: AbortSignal,
  onAsked: (question: AskedQuestion) => Promise<void>,
  waitMs = answerPatienceMs,
): Promise<{ readonly spent: boolean }> {
  const stop = new AbortController();
  const drop = new AbortController();
  setMaxListeners(0, stop.signal, drop.signal);
  let patience: NodeJS.Timeout | undefined;
  const pause = (): void => {
    stop.abort();
    patience = setTimeout(() => drop.abort(), waitMs);
  };
  if (signal.aborted) pause();
  signal.addEventListener('abort', pause, { once: true });
  const open = new Set<Promise<void>>();
  let failure: unknown = null;
  let answers = 0;
  let unreachable = 0;
  let rejected = 0;
  let nonsense = 0;
  let spent = false;
  let oneLess = (): void => {};

  function fail(error: unknown): void {
    // What ended the run comes before what it cancelled.
    if (failure === null || (isCancelled(failure) && !isCancelled(error))) failure = error;
    stop.abort();
    // Cancelled are only those that were not sent yet; what they tell says nothing of the answers under way.
    if (!isCancelled(error)) drop.abort();
  }

  /** A server that answers nobody is a reason to stop, not thousands of third states. */
  function mustBeAnswering({ verdicts, tries, isCompleted }: Asked): void {
    const [first] = verdicts;
    if (first?.state === 'unreachable') {
      unreachable++;
      if (answers > 0 && unreachable < mostUnreachable) return;
      throw new AppError(
        'failed',
        `${first.reason}; gave up after ${countOf(tries, 'try', 'tries')}, run again to go on`,
      );
    }
    if (first?.state === 'rejected' && tries > 0) {
      rejected++;
      if (answers > 0 || rejected < mostRejected) return;
      throw new AppError('failed', `${first.reason}; it rejects every question`);
    }
    if (first?.state === 'unparsable' && !isCompleted) {
      rejected++;
      nonsense++;
      if (answers > 0 ? nonsense < mostNonsense : rejected < mostRejected) return;
      throw new AppError(
        'failed',
        `${first.reason}; so it answers every question. Check the address, which often ends in /v1, and run again to go on`,
      );
    }
    if (first?.state === 'budget') return;
    nonsense = 0;
    unreachable = 0;
    answers++;
  }

  async function store(question: AskedQuestion): Promise<void> {
    const stored = session.gate.storing();
    try {
      await onAsked(question);
    } finally {
      stored();
    }
  }

  async function judge(planned: PlannedQuestion): Promise<void> {
    try {
      const asked = await askQuestion(session, planned.question, { stop: stop.signal, drop: drop.signal });
      mustBeAnswering(asked);
      if (asked.verdicts[0]?.state === 'budget') spent = true;
      else await store({ planned, asked });
    } catch (error) {
      fail(error);
    }
  }

  try {
    loop: for await (const block of questions) {
      for (const planned of block) {
        while (open.size >= session.gate.limit() + mostWaiting) {
          await new Promise<void>((resolve) => (oneLess = resolve));
        }
        if (spent || stop.signal.aborted) break loop;
        const task = judge(planned).finally(() => {
          open.delete(task);
          oneLess();
        });
        open.add(task);
      }
    }
  } catch (error) {
    fail(error);
  } finally {
    await Promise.all(open);
    clearTimeout(patience);
    signal.removeEventListener('abort', pause);
  }
  if (signal.aborted) throw new AppError('cancelled', 'cancelled');
  if (failure !== null) throw failure;
  return { spent };
}
