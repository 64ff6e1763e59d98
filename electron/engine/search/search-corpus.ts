import type { Similarity } from '../../../shared/domain/teacher.ts';
import type { SearchPlan } from './search-plan.ts';
import type { VectorTable } from './vector-table.ts';

/** What the rows of a request are searched in, as far as it is known before anything was read; all but the tables can be sent to another thread. */
export type CorpusOutline = {
  readonly documents: VectorTable;
  readonly queries: VectorTable;
  readonly similarity: Similarity;
  /** 1 for documents that may become candidates. */
  readonly eligible: Uint8Array;
  readonly eligibleCount: number;
  readonly plan: SearchPlan;
};

/** What is found out while threads start. */
export type CorpusFindings = {
  readonly largestNorm: number;
  /** Whether 8-bit products go first; the result does not depend on it. */
  readonly coarse: boolean;
};

export type SearchCorpus = CorpusOutline & CorpusFindings;
