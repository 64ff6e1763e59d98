import { AppError } from '../../../shared/errors.ts';

/** What became of a question to another process. The last value stays while the next one is on its way. */
export type Request<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly value: T | null }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: AppError; readonly value: T | null };

export const idle = { kind: 'idle' } as const;

/** The newest value there is, also while a newer one is on its way or failed to come. */
export function latestValue<T>(request: Request<T>): T | null {
  return request.kind === 'idle' ? null : request.value;
}

/** The same request, asked again: keeps the value on screen. */
export function asRunning<T>(request: Request<T>): Request<T> {
  return { kind: 'running', value: latestValue(request) };
}

/** What a question has come to that ended with an error: nothing where somebody stopped it. */
export function endOf(thrown: unknown): Request<never> {
  const error = toAppError(thrown);
  return error.code === 'cancelled' ? idle : { kind: 'failed', error, value: null };
}

/** Whatever was thrown, as the error that screens can show. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : asWords(error);
  return new AppError('failed', message, { cause: error });
}

/** What was thrown and is no error: as JSON, since an object by itself says nothing. */
function asWords(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
