import { countOf } from '../../../../shared/text/count-text.ts';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/errors.ts';
import type { RequestFault } from './request-fault.ts';

export type RetryLimits = {
  /** Tries in all, the first counted. */
  readonly tries: number;
  /** The first wait where the server names none; doubled each time, with jitter. */
  readonly firstWaitMs: number;
  /** No wait is longer; a server that asks for more is taken at its word and not asked again. */
  readonly longestWaitMs: number;
};

export const usualRetries: RetryLimits = { tries: 7, firstWaitMs: 500, longestWaitMs: 120_000 };

/**
 * Runs `request` until it succeeds, fails for good or has used its tries. `faultOf` judges each error; `onWait` is told of
 * every wait. Throws `AppError`; `cancelled` as soon as the signal says so, also while it waits.
 */
export async function withRetries<T>(
  request: () => Promise<T>,
  options: {
    readonly limits: RetryLimits;
    readonly signal: AbortSignal;
    readonly faultOf: (error: unknown) => RequestFault;
    readonly onWait: (wait: {
      readonly why: string;
      readonly waitMs: number;
      readonly failed: number;
    }) => void;
  },
): Promise<T> {
  const { limits, signal } = options;
  for (let failed = 1; ; failed++) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled');
    try {
      return await request();
    } catch (error) {
      const fault = options.faultOf(error);
      if (fault.kind === 'final') throw fault.error;
      if (failed >= limits.tries) {
        throw new AppError(
          'failed',
          `${fault.why}; gave up after ${countOf(failed, 'try', 'tries')}, run again to go on`,
        );
      }
      const waitMs = fault.afterMs ?? backoffMs(failed, limits);
      if (waitMs > limits.longestWaitMs) {
        const seconds = Math.ceil(waitMs / 1000);
        throw new AppError('failed', `${fault.why} and asks to wait ${seconds} s; run again then to go on`);
      }
      options.onWait({ why: fault.why, waitMs, failed });
      await setTimeout(waitMs, undefined, { signal }).catch(() => {
        throw new AppError('cancelled', 'cancelled');
      });
    }
  }
}

/** Half to the whole of a doubling wait, so that requests that failed together do not come back together. */
export function backoffMs(failed: number, { firstWaitMs, longestWaitMs }: RetryLimits): number {
  const whole = Math.min(firstWaitMs * 2 ** (failed - 1), longestWaitMs);
  return whole * (0.5 + Math.random() / 2);
}
