import { AppError } from '../../../shared/errors.ts';
import type { RetrievalRequest } from '../teachers/retriever.ts';
import type { DataSet } from '../workspace/data-set.ts';

/** What to ask a teacher for, and what is kept from becoming a candidate, counted. */
export type PoolRequest = {
  readonly request: RetrievalRequest;
  /**
   * Each by the first reason that holds:
   * `positive`: (query, document) pairs labelled positive in any split;
   * `text-of-positive`: (query, other document of the corpus with the text of such a positive) pairs;
   * `text-of-query`: (query, other document of the corpus with the query's own text) pairs;
   * `duplicate-text`: documents of the corpus, once each, that have the text of an earlier one.
   */
  readonly excluded: Readonly<Record<string, number>>;
};

/**
 * The split's queries with at least one positive, in imported order. The positives of every split, their copies and the query's
 * copy are excluded; the positives of this split are scored. Throws `wrong-usage` for a split that the data does not have.
 */
export function poolRequest(dataSet: DataSet, split: string, poolSize: number): PoolRequest {
  const splitIndex = dataSet.splits.indexOf(split);
  if (splitIndex < 0) {
    const known = dataSet.splits.map((name) => `"${name}"`).join(', ') || 'none';
    throw new AppError('wrong-usage', `no split "${split}"; the data has ${known}`);
  }
  const { firstDocument, inCorpus, labels } = dataSet;
  const copies = corpusCopies(dataSet);
  const queries: number[] = [];
  const positives: number[] = [];
  const positiveOffsets: number[] = [0];
  const exclusions: Int32Array[] = [];
  const excluded = { positive: 0, 'text-of-positive': 0, 'text-of-query': 0, 'duplicate-text': 0 };

  for (let query = 0; query < dataSet.queryCount; query++) {
    const scored = new Set<number>();
    for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
      if (!((labels.grades[i] ?? 0) > 0)) continue;
      if (labels.splits[i] === splitIndex) scored.add(labels.documents[i] ?? 0);
    }
    if (scored.size === 0) continue;
    queries.push(query);
    for (const document of scored) positives.push(document);
    positiveOffsets.push(positives.length);

    const { positives: own, firsts, copyOfQuery } = excludedOf(dataSet, query);
    let withText = 0;
    for (const first of firsts) withText += copies[first] ?? 0;
    const withTextOfQuery = copyOfQuery < 0 ? 0 : (copies[copyOfQuery] ?? 0);
    let inside = 0;
    for (const document of own) if (inCorpus[document] === 1) inside++;
    excluded.positive += own.size;
    excluded['text-of-positive'] += withText - withTextOfQuery - inside;
    excluded['text-of-query'] += withTextOfQuery;
    exclusions.push(Int32Array.from(firsts).toSorted());
  }
  for (let document = 0; document < dataSet.documentCount; document++) {
    if (inCorpus[document] === 1 && firstDocument[document] !== document) excluded['duplicate-text']++;
  }
  return {
    request: {
      dataSet,
      queries: Int32Array.from(queries),
      poolSize,
      excluded: (row) => exclusions[row] ?? new Int32Array(),
      positives: { offsets: Int32Array.from(positiveOffsets), documents: Int32Array.from(positives) },
    },
    excluded,
  };
}

/** What no pool of a query may hold. */
export function excludedOf(
  { firstDocument, copyOfQuery, labels }: DataSet,
  query: number,
): {
  /** Documents labelled positive in any split. */
  readonly positives: ReadonlySet<number>;
  /** First documents with the text of one of them, or of the query. */
  readonly firsts: ReadonlySet<number>;
  /** The one with the query's text, −1 where there is none or a positive has that text, too. */
  readonly copyOfQuery: number;
} {
  const positives = new Set<number>();
  const firsts = new Set<number>();
  for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
    if (!((labels.grades[i] ?? 0) > 0)) continue;
    const document = labels.documents[i] ?? 0;
    positives.add(document);
    firsts.add(firstDocument[document] ?? document);
  }
  const copy = copyOfQuery[query] ?? -1;
  const first = copy < 0 ? -1 : (firstDocument[copy] ?? copy);
  const isNew = first >= 0 && !firsts.has(first);
  if (isNew) firsts.add(first);
  return { positives, firsts, copyOfQuery: isNew ? first : -1 };
}

/** For each first document, how many documents of the corpus have its text, itself included. */
function corpusCopies({ documentCount, firstDocument, inCorpus }: DataSet): Int32Array {
  const copies = new Int32Array(documentCount);
  for (let document = 0; document < documentCount; document++) {
    const first = firstDocument[document] ?? document;
    if (inCorpus[document] === 1) copies[first] = (copies[first] ?? 0) + 1;
  }
  return copies;
}
