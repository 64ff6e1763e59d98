import { z } from 'zod';

/** `from ≤ x < to`, or `x ≤ to` where closed, as a histogram's last bin is. */
export const TuneRange = z.object({ from: z.number(), to: z.number(), closed: z.boolean().default(false) });
export type TuneRange = z.infer<typeof TuneRange>;

/**
 * What is brushed or searched. A candidate outside a range is hidden, and so is a query without any candidate inside all of them;
 * what is selected does not change. Text and loss choose queries.
 */
export const TuneFilter = z.object({
  score: TuneRange.nullable().default(null),
  /** Anchor − score. */
  difference: TuneRange.nullable().default(null),
  rank: TuneRange.nullable().default(null),
  /** InfoNCE of a unit under the view's settings. */
  loss: TuneRange.nullable().default(null),
  /** Case-insensitive part of the query's text or of one of its ids. */
  search: z.string().default(''),
});
export type TuneFilter = z.infer<typeof TuneFilter>;

export const noFilter: TuneFilter = { score: null, difference: null, rank: null, loss: null, search: '' };
