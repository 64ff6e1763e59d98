import { textHash } from '../../../shared/random.ts';
import type { RetrievalRequest } from '../teachers/retriever.ts';

/** Numbers below `count`, each as likely, the same for the same seed and name; a document may come twice. */
export function seededPicks(seed: number, name: string, count: number, picks: number): readonly number[] {
  return Array.from({ length: picks }, (_, i) => textHash(`${seed}\n${name}\n${i}`) % count);
}

/** `most` of the rows of a request, drawn by a hash of (seed, query) so that a draw does not depend on the others; ascending. */
export function sampledRows(request: RetrievalRequest, most: number, seed: number): readonly number[] {
  const rows = [...request.queries.keys()];
  if (rows.length <= most) return rows;
  const hashes = rows.map((row) => textHash(`${seed}\n${request.queries[row]}`));
  return rows
    .toSorted((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0))
    .slice(0, most)
    .toSorted((a, b) => a - b);
}

/** Documents of the corpus that stand for their text: what a pool may hold. */
export function corpusDocuments({ dataSet }: RetrievalRequest): Int32Array {
  const { documentCount, firstDocument, inCorpus } = dataSet;
  const documents = new Int32Array(documentCount);
  let count = 0;
  for (let document = 0; document < documentCount; document++) {
    if (inCorpus[document] === 1 && firstDocument[document] === document) documents[count++] = document;
  }
  return documents.subarray(0, count);
}

/** The request for some rows only, with other documents to score for each. */
export function requestFor(
  request: RetrievalRequest,
  rows: readonly number[],
  poolSize: number,
  scored: readonly (readonly number[])[],
): RetrievalRequest {
  const offsets = new Int32Array(rows.length + 1);
  scored.forEach((documents, i) => (offsets[i + 1] = (offsets[i] ?? 0) + documents.length));
  return {
    dataSet: request.dataSet,
    queries: Int32Array.from(rows, (row) => request.queries[row] ?? 0),
    poolSize,
    excluded: (i) => request.excluded(rows[i] ?? 0),
    positives: { offsets, documents: Int32Array.from(scored.flat()) },
  };
}

/** The positives of a row of a request. */
export function positivesOf({ positives }: RetrievalRequest, row: number): readonly number[] {
  return [...positives.documents.subarray(positives.offsets[row], positives.offsets[row + 1])];
}
