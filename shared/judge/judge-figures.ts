import { z } from 'zod';
import { failedStates } from './answer-state.ts';

const Count = z.int().nonnegative();

/** What a judge at work has used and met so far, in this call. */
export const JudgeFigures = z.object({
  calls: Count,
  tokens: z.object({ in: Count, out: Count }),
  /** In the unit of the prices; null without prices. */
  cost: z.number().nullable(),
  /** Requests that may be under way at a time. */
  concurrency: Count,
  /** Pairs without a label, by reason. */
  failed: z.partialRecord(z.enum(failedStates), Count),
});
export type JudgeFigures = z.infer<typeof JudgeFigures>;
