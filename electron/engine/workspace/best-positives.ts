import type { DataSet } from './data-set.ts';

/** For each query its labelled positive with the highest grade in the split, the first of equals. */
export function bestPositives(dataSet: DataSet, split: string): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (let query = 0; query < dataSet.queryCount; query++) {
    const positive = bestPositive(dataSet, query, split);
    if (positive !== null) best.set(query, positive);
  }
  return best;
}

/** The query's labelled positive with the highest grade, the first of equals; of one split or (null) of all, and other than `except`. */
export function bestPositive(
  dataSet: DataSet,
  query: number,
  split: string | null,
  except: number | null = null,
): number | null {
  const { offsets, documents, grades, splits } = dataSet.labels;
  const own = split === null ? null : dataSet.splits.indexOf(split);
  let highest = 0;
  let best: number | null = null;
  for (let i = offsets[query] ?? 0; i < (offsets[query + 1] ?? 0); i++) {
    const grade = grades[i] ?? 0;
    const document = documents[i] ?? -1;
    if ((own !== null && splits[i] !== own) || grade <= highest || document === except) continue;
    highest = grade;
    best = document;
  }
  return best;
}
