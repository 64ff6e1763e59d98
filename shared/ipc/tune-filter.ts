import { z } from 'zod';
import { RuleName } from '../domain/mining-settings.ts';

/** `from ≤ x < to`, or `x ≤ to` where closed, as a histogram's last bin is. */
export const TuneRange = z.object({ from: z.number(), to: z.number(), closed: z.boolean().default(false) });
export type TuneRange = z.infer<typeof TuneRange>;

/** What became of candidates under the view's settings; `fails-only`: they fail no other rule. */
export const CandidateFate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept') }),
  z.object({ kind: z.literal('fails'), rule: RuleName }),
  z.object({ kind: z.literal('fails-only'), rule: RuleName }),
  z.object({ kind: z.literal('suspect') }),
]);
export type CandidateFate = z.infer<typeof CandidateFate>;

/**
 * What is brushed or searched. A candidate outside a range or of another fate is hidden, and so is a query without any shown candidate;
 * what is selected does not change. Text and loss choose queries.
 */
export const TuneFilter = z.object({
  score: TuneRange.nullable().default(null),
  /** Anchor − score. */
  difference: TuneRange.nullable().default(null),
  rank: TuneRange.nullable().default(null),
  /** InfoNCE of a unit under the view's settings. */
  loss: TuneRange.nullable().default(null),
  fate: CandidateFate.nullable().default(null),
  /** Case-insensitive part of the query's text or of one of its ids. */
  search: z.string().default(''),
});
export type TuneFilter = z.infer<typeof TuneFilter>;

export const noFilter: TuneFilter = {
  score: null,
  difference: null,
  rank: null,
  loss: null,
  fate: null,
  search: '',
};

/** Whether what is shown changes with the view's settings: then each value of a slider shows something else. */
export function followsSettings({ loss, fate }: TuneFilter): boolean {
  return loss !== null || (fate !== null && fate.kind !== 'suspect');
}
