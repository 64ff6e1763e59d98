import type { Similarity } from '../../../shared/domain/teacher.ts';
import type { BlockBuffer } from './document-blocks.ts';
import type { SearchPlan } from './search-plan.ts';
import type { VectorTable } from './vector-table.ts';

/** What every group of queries is searched in, and the memory that the groups share. */
export type SearchCorpus = {
  readonly table: VectorTable;
  readonly similarity: Similarity;
  /** 1 for documents that may become candidates. */
  readonly eligible: Uint8Array;
  readonly eligibleCount: number;
  readonly largestNorm: number;
  readonly plan: SearchPlan;
  readonly buffers: readonly [BlockBuffer, BlockBuffer];
};
