import { APIConnectionTimeoutError, APIError } from 'openai';
import type { FailedState } from '../../../shared/judge/answer-state.ts';
import type { AppError } from '../../../shared/errors.ts';
import { hideSecret, requestFault } from '../teachers/endpoint/request-fault.ts';

/** What a failed request means for the pair that it was about, and for the run. */
export type ChatFault =
  /** Nobody will be answered: a wrong key, an unknown model, a used-up quota. */
  | { readonly kind: 'fatal'; readonly error: AppError }
  /** This question will never be answered. */
  | { readonly kind: 'state'; readonly state: FailedState; readonly why: string }
  /** Worth another try; `slowDown`: the server has too much to do. */
  | {
      readonly kind: 'retry';
      readonly state: 'time-out' | 'unreachable';
      readonly why: string;
      readonly afterMs: number | null;
      readonly slowDown: boolean;
      /** The connection failed: the server may be gone for everyone. */
      readonly isConnection: boolean;
    };

/** The time for one request is up; thrown in place of the client's own error. */
export class RequestTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs / 1000} s`);
    this.name = 'RequestTimeout';
  }
}

/** The server answered, and not with a completion: another program's page, say, or a message of its own. */
export class NoCompletion extends SyntaxError {
  constructor(sent: unknown) {
    const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
    super(
      `the server sent no completion but: ${(text ?? 'nothing').replaceAll(/\s+/gu, ' ').trim().slice(0, mostShown)}`,
    );
    this.name = 'NoCompletion';
  }
}

/** Characters of such an answer, for whoever looks for the mistake. */
const mostShown = 200;

/** Judges an error of a chat request; `who` names server and model, `secret` never appears in what is said. */
export function chatFault(error: unknown, who: string, secret: string | null): ChatFault {
  if (error instanceof RequestTimeout || error instanceof APIConnectionTimeoutError) {
    return {
      kind: 'retry',
      state: 'time-out',
      why: error.message,
      afterMs: null,
      slowDown: true,
      isConnection: false,
    };
  }
  if (error instanceof SyntaxError) {
    // The client's own says which characters are no JSON.
    const why = error instanceof NoCompletion ? error.message : new NoCompletion(error.message).message;
    return { kind: 'state', state: 'unparsable', why: hideSecret(why, secret) };
  }
  const fault = requestFault(error, who, secret, Date.now());
  if (fault.kind === 'retry') {
    const { why, afterMs } = fault;
    const slowDown = error instanceof APIError && error.status !== undefined;
    return { kind: 'retry', state: 'unreachable', why, afterMs, slowDown, isConnection: !slowDown };
  }
  const why = fault.error.message;
  if (error instanceof APIError) {
    return isAboutTheQuestion(error)
      ? { kind: 'state', state: 'rejected', why }
      : { kind: 'fatal', error: fault.error };
  }
  // A connection that breaks inside the body comes as a bare TypeError.
  if (error instanceof TypeError) {
    return {
      kind: 'retry',
      state: 'unreachable',
      why: `${who} broke off its answer`,
      afterMs: null,
      slowDown: false,
      isConnection: true,
    };
  }
  return { kind: 'fatal', error: fault.error };
}

function isAboutTheQuestion({ status, code }: APIError): boolean {
  return code !== 'insufficient_quota' && (status === 400 || status === 413 || status === 422);
}
