/** A relevant document that was retrieved: its 1-based place and its grade. */
export type Hit = { readonly rank: number; readonly grade: number };

/**
 * Places of the relevant documents in a list ordered by score, descending. `scores[i]` belongs to the i-th retrieved document
 * in any order, `grades[i]` is its grade (0 or less: not relevant). Equal scores are ordered by `precedes(i, j)`: whether the
 * i-th comes before the j-th; trec_eval's rule is "document id descending". Counts instead of sorting: relevant documents are
 * few. Best first.
 */
export function relevantRanks(
  scores: Float32Array,
  grades: Float64Array,
  precedes: (i: number, j: number) => boolean,
): readonly Hit[] {
  const hits: Hit[] = [];
  grades.forEach((grade, own) => {
    if (grade > 0) hits.push({ rank: rankOf(scores, own, precedes), grade });
  });
  return hits.sort((a, b) => a.rank - b.rank);
}

function rankOf(scores: Float32Array, own: number, precedes: (i: number, j: number) => boolean): number {
  const score = scores[own] ?? 0;
  let before = 0;
  for (let i = 0; i < scores.length; i++) {
    const other = scores[i] ?? 0;
    if (other > score || (other === score && i !== own && precedes(i, own))) before++;
  }
  return before + 1;
}
