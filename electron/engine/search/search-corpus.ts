import type { Similarity } from '../../../shared/domain/teacher.ts';
import type { SearchPlan } from './search-plan.ts';
import type { VectorTable } from './vector-table.ts';

/** What the rows of a request are searched in; all but the tables can be sent to another thread. */
export type SearchCorpus = {
  readonly documents: VectorTable;
  readonly queries: VectorTable;
  readonly similarity: Similarity;
  /** 1 for documents that may become candidates. */
  readonly eligible: Uint8Array;
  readonly eligibleCount: number;
  readonly largestNorm: number;
  readonly plan: SearchPlan;
  /** Whether 8-bit products go first; the result does not depend on it. */
  readonly coarse: boolean;
};
