import { ndcgAt, recallAt, reciprocalRankAt } from './measures.ts';
import type { Hit } from './relevant-ranks.ts';

type CutValues = Record<string, number | null>;

/** Mean measures, keyed by cut; `mrr` has the key `all` besides. Null where no query has a relevant document. */
export type EvaluationMeans = {
  readonly queries: number;
  readonly ndcg: CutValues;
  readonly recall: CutValues;
  readonly mrr: CutValues;
};

export type EvaluationTotal = {
  /**
   * Counts a query: its hits, best first, and the grades of all its documents. A query without a relevant document is not
   * counted; one without results counts with 0 everywhere (trec_eval's `-c`).
   */
  readonly add: (hits: readonly Hit[], grades: readonly number[]) => void;
  readonly means: () => EvaluationMeans;
};

/** Adds up trec_eval's measures over queries, at the given cuts (each ≥ 1). */
export function createEvaluationTotal(cuts: readonly number[]): EvaluationTotal {
  const distinct = [...new Set(cuts)].sort((a, b) => a - b);
  const ndcg = new Map<string, number>();
  const recall = new Map<string, number>();
  const mrr = new Map<string, number>();
  let queries = 0;

  return {
    add(hits, grades) {
      const relevant = grades.filter((grade) => grade > 0).sort((a, b) => b - a);
      if (relevant.length === 0) return;
      queries++;
      for (const cut of distinct) {
        addTo(ndcg, cut, ndcgAt(hits, relevant, cut));
        addTo(recall, cut, recallAt(hits, relevant, cut));
        addTo(mrr, cut, reciprocalRankAt(hits, cut));
      }
      addTo(mrr, 'all', reciprocalRankAt(hits, Infinity));
    },
    means() {
      const meansOf = (sums: ReadonlyMap<string, number>, keys: readonly (number | 'all')[]): CutValues =>
        Object.fromEntries(
          keys.map((key) => [key, queries === 0 ? null : (sums.get(String(key)) ?? 0) / queries]),
        );
      return {
        queries,
        ndcg: meansOf(ndcg, distinct),
        recall: meansOf(recall, distinct),
        mrr: meansOf(mrr, [...distinct, 'all']),
      };
    },
  };
}

function addTo(sums: Map<string, number>, key: number | 'all', value: number): void {
  sums.set(String(key), (sums.get(String(key)) ?? 0) + value);
}
