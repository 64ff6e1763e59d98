/** What a caller must be able to tell apart; everything else is text. */
export const errorCodes = [
  'wrong-usage',
  'invalid-input',
  /** No such file or folder. */
  'file-not-found',
  /** No such thing in the workspace, or on a server. */
  'not-found',
  'already-exists',
  'changed-elsewhere',
  'workspace-held',
  'workspace-newer',
  'workspace-damaged',
  'read-only',
  'disk-full',
  'cancelled',
  'host-exited',
  'failed',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The only error a caller of another process ever sees: one line that says what happened, where, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Whether somebody gave the work up: no fault of it. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}
