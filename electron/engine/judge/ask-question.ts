import { countOf } from '../../../shared/text/count-text.ts';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { boundedReason, type FailedState } from '../../../shared/judge/answer-state.ts';
import type { Message, Question, Verdict, Wording } from '../../../shared/judge/judge-prompt.ts';
import { chatFault, type ChatFault } from './chat-fault.ts';
import { PlainerRequest, type ChatAnswer } from './chat.ts';
import type { Reservation, Tokens } from './judge-budget.ts';
import type { JudgeSession } from './judge-session.ts';
import type { OutageState } from './outage.ts';
import type { Outcome } from './request-gate.ts';
import { backoffMs } from '../teachers/endpoint/with-retries.ts';

export type AskedVerdict =
  | { readonly state: 'answered'; readonly grade: number; readonly reason: string }
  | { readonly state: FailedState; readonly reason: string };

/** What became of one question. */
export type Asked = {
  /** One a document. */
  readonly verdicts: readonly AskedVerdict[];
  readonly call: string;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  /** Of the last request. */
  readonly seconds: number;
  readonly tries: number;
  /** Characters that were sent, for estimates. */
  readonly characters: number;
  /** Whether the server gave a completion, whatever it says. */
  readonly isCompleted: boolean;
};

/** What ends asking: after `stop` nothing is sent any more; `drop` also breaks off what is under way. */
export type AskSignals = { readonly stop: AbortSignal; readonly drop: AbortSignal };

/** A time-out costs a long wait: it is worth one more try, not many. */
const timeoutTries = 2;
/** More than any tokenizer needs for ordinary text. */
const tokensPerByte = 0.5;
const tokensOfFrame = 64;

/**
 * Asks until there is an answer, a reason why there is none, or no tries or budget left. Throws only what ends the whole run: `cancelled`,
 * a refused key, an unknown model, a used-up quota, a server that asks for a longer wait than anyone has.
 */
export async function askQuestion(
  session: JudgeSession,
  question: Question,
  { stop, drop }: AskSignals,
  wording: Wording = 'usual',
): Promise<Asked> {
  const { prompt, chat, retries, gate } = session;
  const call = randomBytes(8).toString('hex');
  const messages = prompt.messages(question, fenceFor(question), wording);
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  const failed = (state: FailedState, why: string, tries: number): Asked => ({
    verdicts: question.documents.map(() => ({ state, reason: boundedReason(why) })),
    call,
    tokensIn: null,
    tokensOut: null,
    seconds: 0,
    tries,
    characters,
    isCompleted: false,
  });
  if (prompt.needsPositive && question.positive === null) {
    return failed('rejected', 'the query has no labelled positive to compare with', 0);
  }
  let timeouts = 0;
  /** Tries that found the server gone for everyone: no fault of this question. */
  let lost = 0;
  for (let tries = 1; ; tries++) {
    const slot = await gate.enter(stop);
    const reservation = await reserve(session, messages, stop).catch((error: unknown) => {
      slot.release('neutral', 0);
      throw error;
    });
    if (reservation === null) {
      slot.release('neutral', 0);
      return failed('budget', 'the budget is used up', tries - 1);
    }
    const started = performance.now();
    try {
      const answer = await chat.ask({
        messages,
        schema: session.schema,
        boundedSchema: session.boundedSchema,
        maxTokens: prompt.maxTokens,
        timeoutMs: session.timeoutMs,
        signal: drop,
      });
      const milliseconds = performance.now() - started;
      session.outage.over();
      slot.release('good', milliseconds);
      reservation.settle(spent(answer));
      return {
        verdicts: verdictsOf(session, answer, question.documents.length),
        call,
        tokensIn: answer.tokensIn,
        tokensOut: answer.tokensOut,
        seconds: milliseconds / 1000,
        tries,
        characters,
        isCompleted: true,
      };
    } catch (error) {
      const milliseconds = performance.now() - started;
      if (error instanceof PlainerRequest) {
        slot.release('neutral', milliseconds);
        reservation.settle({ in: 0, out: 0 });
        tries--;
        continue;
      }
      let fault: ChatFault =
        error instanceof AppError ? { kind: 'fatal', error } : chatFault(error, chat.who, session.apiKey);
      const outage =
        fault.kind === 'retry' && fault.isConnection ? session.outage.failed(call, started) : null;
      if (hasAnswered(fault)) session.outage.over();
      if (fault.kind === 'retry' && outage?.isForAll === true) {
        lost++;
        if (outage.rounds < retries.tries) gate.pause(backoffMs(outage.rounds, retries));
        else fault = { kind: 'fatal', error: serverGone(fault.why, outage.rounds) };
      }
      // Before the slot is free, or the next one would ask in vain.
      if (fault.kind === 'fatal') gate.close();
      slot.release(outcomeOf(fault, outage), milliseconds);
      // A server that gave up on us may still have worked; one that refused has not.
      reservation.settle(fault.kind === 'retry' && fault.state === 'time-out' ? null : { in: 0, out: 0 });
      if (fault.kind === 'fatal') throw fault.error;
      if (fault.kind === 'state') return failed(fault.state, fault.why, tries);
      // The gate waits for everyone.
      if (outage?.isForAll === true) continue;
      if (fault.state === 'time-out') timeouts++;
      if (tries - lost >= retries.tries || timeouts >= timeoutTries)
        return failed(fault.state, fault.why, tries);
      await waitBefore(session, fault, tries, stop);
    }
  }
}

function outcomeOf(fault: ChatFault, outage: OutageState | null): Outcome {
  if (outage?.isForAll === true) return 'gone';
  return fault.kind === 'retry' && fault.slowDown ? 'pushed-back' : 'neutral';
}

/** Whether the server said anything at all. */
function hasAnswered(fault: ChatFault): boolean {
  return (
    fault.kind === 'state' || (fault.kind === 'retry' && fault.state === 'unreachable' && fault.slowDown)
  );
}

function serverGone(why: string, rounds: number): AppError {
  return new AppError(
    'failed',
    `${why}; the server does not answer: gave up after ${countOf(rounds, 'try', 'tries')} in a row. The pairs without an answer are still to be judged: run again to go on`,
  );
}

async function reserve(
  { budget, prompt }: JudgeSession,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<Reservation | null> {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const most: Tokens = { in: Math.ceil(bytes * tokensPerByte) + tokensOfFrame, out: prompt.maxTokens };
  for (;;) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled');
    const reservation = budget.reserve(most);
    if (reservation === 'never') return null;
    if (reservation !== 'later') return reservation;
    await budget.changed();
  }
}

async function waitBefore(
  { gate, retries, log, chat }: JudgeSession,
  { why, afterMs }: Extract<ChatFault, { kind: 'retry' }>,
  failed: number,
  signal: AbortSignal,
): Promise<void> {
  const waitMs = afterMs ?? backoffMs(failed, retries);
  if (waitMs > retries.longestWaitMs) {
    throw new AppError(
      'failed',
      `${why} and asks to wait ${Math.ceil(waitMs / 1000)} s; run again then to go on`,
    );
  }
  log.warn('judge.retry', { why: why.slice(0, 200), waitMs: Math.round(waitMs), failed, server: chat.who });
  // Whoever asks for time means everyone.
  if (afterMs !== null) gate.pause(afterMs);
  await setTimeout(waitMs, undefined, { signal }).catch(() => {
    throw new AppError('cancelled', 'cancelled');
  });
}

function verdictsOf(
  { prompt }: JudgeSession,
  answer: ChatAnswer,
  documents: number,
): readonly AskedVerdict[] {
  const all = (state: FailedState, reason: string): readonly AskedVerdict[] =>
    Array.from({ length: documents }, () => ({ state, reason: boundedReason(reason) }));
  if (answer.refusal !== null && answer.refusal !== '') return all('refused', answer.refusal);
  if (answer.finish === 'content_filter') return all('refused', 'the server filtered the answer');
  if (answer.finish === 'length') {
    return all(
      'cut-off',
      `the answer was cut off at ${prompt.maxTokens} tokens: ${answer.content.slice(-200)}`,
    );
  }
  const verdicts: readonly Verdict[] = prompt.parse(answer.content, documents);
  if (verdicts.every(({ state }) => state === 'unparsable') && soundsLikeRefusal(answer.content)) {
    return all('refused', answer.content);
  }
  return verdicts.map((verdict) => ({ ...verdict, reason: boundedReason(verdict.reason) }));
}

/** Models without a field for refusals say it in words. */
function soundsLikeRefusal(content: string): boolean {
  return /^\W*(i'?m sorry|i am sorry|sorry,|i can(?:no|')t|i am (?:unable|not able)|i'm (?:unable|not able)|as an ai)/iu.test(
    content.replaceAll('’', "'"),
  );
}

function spent({ tokensIn, tokensOut }: ChatAnswer): Tokens | null {
  return tokensIn === null || tokensOut === null ? null : { in: tokensIn, out: tokensOut };
}

/** A word that no text of the question holds. */
function fenceFor({ query, positive, documents }: Question): string {
  for (;;) {
    const fence = randomBytes(8).toString('hex');
    if (![query, positive ?? '', ...documents].some((text) => text.includes(fence))) return fence;
  }
}
