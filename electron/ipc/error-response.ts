import { AppError } from '../../shared/errors.ts';
import type { Response } from '../../shared/ipc/wire.ts';

/** How a failed call is answered: its code and one line, nothing else. */
export function toErrorResponse(id: number, error: unknown): Response {
  if (error instanceof AppError) return { kind: 'error', id, code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'error', id, code: 'failed', message };
}
