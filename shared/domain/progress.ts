import { z } from 'zod';
import { JudgeFigures } from '../judge/judge-figures.ts';

/** Where a long call stands. `total` is null while it is not known. */
export const Progress = z.object({
  stage: z.string(),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  unit: z.string(),
  /** One line more, when there is something to say: the file, the device, the wait before a retry. */
  detail: z.string().optional(),
  /** While a judge is at work: what it has used so far, in numbers. */
  judge: JudgeFigures.optional(),
});
export type Progress = z.infer<typeof Progress>;
