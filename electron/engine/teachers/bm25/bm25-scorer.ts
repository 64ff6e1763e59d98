import type { InvertedIndex } from './open-index.ts';

export type Bm25Parameters = {
  /** How soon repeating a word stops helping. */
  readonly k1: number;
  /** How much a document's length counts, 0 to 1. */
  readonly b: number;
};

/** The scores of one query at a time: they stand until the next is scored. */
export type Bm25Scorer = {
  /** Scores every document that shares a term with the query; `terms` in order, repeated as they are. */
  readonly score: (terms: readonly string[]) => Promise<void>;
  /** 0 where the document shares no term with the query. */
  readonly scoreOf: (document: number) => number;
  /** Documents that share a term with the query, in no order. */
  readonly touched: () => Int32Array;
};

/**
 * BM25 as Lucene has it: the sum over the query's terms of idf · tf / (tf + k1 · (1 − b + b · length / mean length)), with
 * idf = ln(1 + (N − df + 0.5) / (df + 0.5)); exact document lengths, a repeated query term counts as often as it occurs.
 * In float64, terms in the query's order. Memory: 20 bytes a document.
 */
export function createBm25Scorer(index: InvertedIndex, { k1, b }: Bm25Parameters): Bm25Scorer {
  const { lengths, documentCounts, about } = index;
  const meanLength = about.totalLength / Math.max(about.documents, 1);
  const norms = Float64Array.from(lengths, (length) =>
    meanLength === 0 ? k1 : k1 * (1 - b + (b * length) / meanLength),
  );
  const sums = new Float64Array(lengths.length);
  const touched = new Int32Array(lengths.length);
  let count = 0;

  function forget(): void {
    for (let i = 0; i < count; i++) sums[touched[i] ?? 0] = 0;
    count = 0;
  }

  function add(postings: Int32Array, weight: number): void {
    for (let i = 0; i < postings.length; i += 2) {
      const document = postings[i] ?? 0;
      const frequency = postings[i + 1] ?? 0;
      const before = sums[document] ?? 0;
      // A weight is above 0 and so is every sum, unless it is so small that it does not matter.
      if (before === 0) touched[count++] = document;
      sums[document] = before + weight * (frequency / (frequency + (norms[document] ?? 0)));
    }
  }

  return {
    async score(terms) {
      forget();
      const repeats = new Map<number, number>();
      for (const term of terms) {
        const number = index.termOf(term);
        if (number !== undefined) repeats.set(number, (repeats.get(number) ?? 0) + 1);
      }
      for (const [term, times] of repeats) {
        const holding = documentCounts[term] ?? 0;
        const inverse = Math.log(1 + (about.documents - holding + 0.5) / (holding + 0.5));
        add(await index.postings(term), times * inverse);
      }
    },
    scoreOf: (document) => sums[document] ?? 0,
    touched: () => touched.subarray(0, count),
  };
}
