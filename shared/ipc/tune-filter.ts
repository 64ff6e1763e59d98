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

/** Whose texts are searched. */
export const SearchedTexts = z.enum(['queries', 'candidates']);
export type SearchedTexts = z.infer<typeof SearchedTexts>;

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
  search: z.string().default(''),
  /** `candidates`: queries with a candidate or a positive whose text has it. */
  searchIn: SearchedTexts.default('queries'),
  /**
   * `words`: every word, stemmed, by the index of `search.prepare`, and what is in quotes as a part; `part`: a case-insensitive
   * part of the text or of an id. Words that no text has, or without an index, are searched as a part.
   */
  searchAs: z.enum(['words', 'part']).default('part'),
});
export type TuneFilter = z.infer<typeof TuneFilter>;

export const noFilter: TuneFilter = {
  score: null,
  difference: null,
  rank: null,
  loss: null,
  fate: null,
  search: '',
  searchIn: 'queries',
  searchAs: 'part',
};

/** Whether what is shown changes with the view's settings: then each value of a slider shows something else. */
export function followsSettings({ loss, fate }: TuneFilter): boolean {
  return loss !== null || (fate !== null && fate.kind !== 'suspect');
}
