/**
 * Groups texts of about equal cost, the most expensive first (so that memory peaks at once and not at the end): a batch grows while
 * (its highest cost × its texts) stays within `batchCost` and it has at most `maxTexts`; it has at least one. Gives indexes into `costs`.
 */
export function planBatches(
  costs: readonly number[],
  batchCost: number,
  maxTexts: number,
): readonly (readonly number[])[] {
  const order = costs.map((_, i) => i).toSorted((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0) || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    const highest = costs[batch[0] ?? index] ?? 0;
    if (batch.length > 0 && (batch.length >= maxTexts || highest * (batch.length + 1) > batchCost)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
