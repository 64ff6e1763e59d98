import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { AppError } from '../../../../shared/errors.ts';

/** What to do about a request that failed. */
export type RequestFault =
  | { readonly kind: 'final'; readonly error: AppError }
  /** `afterMs` is what the server asked for, or null. */
  | { readonly kind: 'retry'; readonly why: string; readonly afterMs: number | null };

const longestAnswerShown = 300;

/** Judges an error of a request; `who` names server and model, `secret` never appears in what is said. `now` in ms, for dates in Retry-After. */
export function requestFault(error: unknown, who: string, secret: string | null, now: number): RequestFault {
  if (error instanceof AppError) return { kind: 'final', error };
  const final = (code: 'failed' | 'cancelled' | 'not-found', message: string): RequestFault => ({
    kind: 'final',
    error: new AppError(code, message, { cause: withoutSecret(error, secret) }),
  });
  if (error instanceof APIUserAbortError) return final('cancelled', 'cancelled');
  if (error instanceof APIConnectionTimeoutError) {
    return { kind: 'retry', why: `${who} did not answer in time`, afterMs: null };
  }
  const distrust = error instanceof APIConnectionError ? certificateFault(error) : null;
  if (distrust !== null) {
    return final(
      'failed',
      `${who} has a certificate that is not trusted here (${distrust}): name the file of its authority in the environment variable NODE_EXTRA_CA_CERTS before the program is started, or give an address with a trusted one`,
    );
  }
  if (error instanceof APIConnectionError) {
    return { kind: 'retry', why: `${who} cannot be reached (${reasonOf(error, secret)})`, afterMs: null };
  }
  if (isCutOff(error)) {
    return { kind: 'retry', why: `${who} broke off its answer (${reasonOf(error, secret)})`, afterMs: null };
  }
  if (!(error instanceof APIError)) {
    return final('failed', `${who} gave an answer that cannot be read: ${messageOf(error, secret)}`);
  }
  const said = messageOf(error, secret);
  const status = error.status;
  if (status === 401 || status === 403) {
    return secret === null
      ? final('failed', `${who} wants a key (${said}): give the one that belongs to this server`)
      : final('failed', `${who} refused the key (${said}): give the right one for this server`);
  }
  if (status === 404) {
    return final(
      'not-found',
      `${who}: no such address or model (${said}); check both, the address often ends in /v1`,
    );
  }
  if (error.code === 'insufficient_quota')
    return final('failed', `${who}: the account's quota is used up (${said})`);
  if (status === 408 || status === 409 || status === 429 || (status !== undefined && status >= 500)) {
    return { kind: 'retry', why: `${who} answered ${said}`, afterMs: retryAfterMs(error.headers, now) };
  }
  return final('failed', `${who} refused the request (${said})`);
}

/** Whether a server refuses a request for what is in it: fewer or shorter texts may be what it takes. */
export function refusesContent(error: unknown): boolean {
  return error instanceof APIError && [400, 413, 422].includes(error.status ?? 0);
}

/** `fetch` says so where a connection ends in the midst of a body; the client hands that on as it is. */
function isCutOff(error: unknown): error is TypeError {
  return error instanceof TypeError && error.cause instanceof Error;
}

/** `Retry-After` in seconds or as a date, or `retry-after-ms`; null without one that can be read. */
export function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const written = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written) * 1000;
  const date = Date.parse(written);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** What is wrong with a server's certificate, where that is why there is no connection; no other try would mend it. */
function certificateFault(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/u.test(code)) return error.message;
  return error.cause instanceof Error ? certificateFault(error.cause) : null;
}

/** Connection errors say why only in their cause. */
function reasonOf(error: Error, secret: string | null): string {
  const { cause } = error;
  if (cause instanceof Error) return reasonOf(cause, secret);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return messageOf(new Error(`${code}${error.message}`), secret);
}

function messageOf(error: unknown, secret: string | null): string {
  const text = error instanceof Error ? error.message : String(error);
  const oneLine = hideSecret(text, secret).replace(/\s+/g, ' ').trim();
  return oneLine.length > longestAnswerShown ? `${oneLine.slice(0, longestAnswerShown)}…` : oneLine;
}

/** Servers like to repeat the key that they refuse. */
export function hideSecret(text: string, secret: string | null): string {
  return secret === null || secret === '' ? text : text.replaceAll(secret, '[key]');
}

/** The error itself holds the request and with it the key. */
function withoutSecret(error: unknown, secret: string | null): Error {
  return new Error(messageOf(error, secret));
}
