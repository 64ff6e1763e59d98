import { bestPositive } from '../workspace/best-positives.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { QueueRow, StoredItem } from './queue-store.ts';

/**
 * The labelled positive that each pair is compared with, of any split: the best one, another when the pair itself is that one. Null where the
 * question compares nothing.
 */
export async function comparedPositives(
  workspace: Workspace,
  { question }: QueueRow,
  pairs: readonly Pick<StoredItem, 'query' | 'document'>[],
): Promise<readonly (number | null)[]> {
  if (question === 'relevance') return pairs.map(() => null);
  const dataSet = await workspace.dataSet();
  return pairs.map(({ query, document }) => bestPositive(dataSet, query, null, document));
}
