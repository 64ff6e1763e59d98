import type { ShortPools } from '../../../shared/domain/report.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { candidateMarks } from '../teachers/retrieve-by-row.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { excludedOf } from './pool-request.ts';

/**
 * Queries of a retrieved pool with fewer candidates than its size and the documents that may be their candidates allow, and how
 * many those lack in all: a teacher did not give every document a score. Costs one look at each full row.
 */
export function shortPools({ poolSize, queries, counts }: Pool, dataSet: DataSet): ShortPools {
  const short = { queries: 0, missing: 0 };
  let marks: Uint8Array | null = null;
  let documents = 0;
  for (const [row, count] of counts.entries()) {
    if (count >= poolSize) continue;
    if (marks === null) {
      marks = candidateMarks(dataSet);
      for (const mark of marks) documents += mark;
    }
    let possible = documents;
    for (const document of excludedOf(dataSet, queries[row] ?? -1).firsts) possible -= marks[document] ?? 0;
    const missing = Math.min(poolSize, possible) - count;
    if (missing <= 0) continue;
    short.queries++;
    short.missing += missing;
  }
  return short;
}
