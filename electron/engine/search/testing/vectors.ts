import type { Similarity } from '../../../../shared/domain/teacher.ts';
import type { DataSet } from '../../workspace/data-set.ts';
import type { RetrievalRequest } from '../../teachers/retriever.ts';
import { fixedOrderScore } from '../fixed-order-score.ts';
import type { VectorTable } from '../vector-table.ts';

/** A table of vectors in memory, read as one on disk is. */
export function memoryTable(rows: readonly (readonly number[])[], dimensions: number): VectorTable {
  const data = new Float32Array(rows.flat());
  return {
    count: rows.length,
    dimensions,
    read: async (start, count, target) => {
      await Promise.resolve();
      target.set(data.subarray(start * dimensions, (start + count) * dimensions));
    },
    close: () => Promise.resolve(),
  };
}

/** A data set of nothing but documents and queries, all different, all in the corpus. */
export function plainDataSet(documentCount: number, queryCount: number): DataSet {
  return {
    hash: 'plain',
    documentCount,
    queryCount,
    firstDocument: Int32Array.from({ length: documentCount }, (_, i) => i),
    inCorpus: new Uint8Array(documentCount).fill(1),
    copyOfQuery: new Int32Array(queryCount).fill(-1),
    splits: ['train'],
    labels: {
      offsets: new Int32Array(queryCount + 1),
      documents: new Int32Array(),
      grades: new Float64Array(),
      splits: new Uint8Array(),
    },
  };
}

/** One row of a pool, found by scoring every document and sorting. */
export function sortEverything(
  documents: readonly (readonly number[])[],
  query: readonly number[],
  similarity: Similarity,
  request: RetrievalRequest,
  row: number,
): { readonly documents: readonly number[]; readonly scores: readonly number[] } {
  const score = fixedOrderScore(similarity);
  const { inCorpus, firstDocument } = request.dataSet;
  const excluded = new Set(request.excluded(row));
  const scored = documents
    .map((d, i) => ({ i, s: score(new Float32Array(query), 0, new Float32Array(d), 0, d.length) }))
    .filter(({ i }) => inCorpus[i] === 1 && firstDocument[i] === i && !excluded.has(i))
    .toSorted((a, b) => (a.s === b.s ? a.i - b.i : b.s - a.s))
    .slice(0, request.poolSize);
  return { documents: scored.map(({ i }) => i), scores: scored.map(({ s }) => s) };
}
