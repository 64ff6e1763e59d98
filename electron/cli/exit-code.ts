import type { ErrorCode } from '../../shared/errors.ts';

/** Exit codes of `cli.md`: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export function exitCodeOf(code: ErrorCode): 1 | 2 | 130 {
  if (code === 'wrong-usage') return 2;
  return code === 'cancelled' ? 130 : 1;
}
