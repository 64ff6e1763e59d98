import type { PoolRequest } from '../pools/pool-request.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { SuppliedNegatives } from './supplied-negatives.ts';

/** What of the supplied negatives may be a candidate, and what may not, by the reasons that retrieved pools know. */
export type SuppliedCandidates = {
  /** First documents of each row, ascending. */
  readonly rows: readonly Int32Array[];
  readonly excluded: Readonly<Record<string, number>>;
};

/** Applies the same exclusions as retrieval does: labelled positives, their texts, the query's text, a text given twice. */
export function suppliedCandidates(
  dataSet: DataSet,
  supplied: SuppliedNegatives,
  { request }: PoolRequest,
): SuppliedCandidates {
  const excluded = {
    positive: 0,
    'text-of-positive': 0,
    'text-of-query': 0,
    'duplicate-text': supplied.repeated,
  };
  const rows = Array.from(supplied.queries, (query, row) => {
    const refused = new Set(request.excluded(row));
    const taken = new Set<number>();
    for (const document of supplied.documents.subarray(supplied.offsets[row], supplied.offsets[row + 1])) {
      const first = dataSet.firstDocument[document] ?? document;
      if (refused.has(first)) excluded[reasonOf(dataSet, query, document)]++;
      else if (taken.has(first)) excluded['duplicate-text']++;
      else taken.add(first);
    }
    return Int32Array.from(taken).toSorted();
  });
  return {
    rows,
    excluded:
      supplied.withoutPositive > 0
        ? { ...excluded, 'query-without-positive': supplied.withoutPositive }
        : excluded,
  };
}

function reasonOf(
  { labels, firstDocument }: DataSet,
  query: number,
  document: number,
): 'positive' | 'text-of-positive' | 'text-of-query' {
  const first = firstDocument[document];
  let copy = false;
  for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
    const labelled = labels.documents[i] ?? 0;
    if (!((labels.grades[i] ?? 0) > 0)) continue;
    if (labelled === document) return 'positive';
    if (firstDocument[labelled] === first) copy = true;
  }
  return copy ? 'text-of-positive' : 'text-of-query';
}
