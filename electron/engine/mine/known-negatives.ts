import type { DataSet } from '../workspace/data-set.ts';

/** Documents that the data itself calls not relevant (an explicit grade of 0 or less), as the candidates that stand for their text. */
export function knownNegatives(
  { labels, firstDocument }: Pick<DataSet, 'labels' | 'firstDocument'>,
  query: number,
): ReadonlySet<number> {
  const negatives = new Set<number>();
  for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
    const document = labels.documents[i] ?? 0;
    if ((labels.grades[i] ?? 1) <= 0) negatives.add(firstDocument[document] ?? document);
  }
  return negatives;
}
