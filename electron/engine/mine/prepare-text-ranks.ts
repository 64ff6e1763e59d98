import { TextColumn } from '../../../shared/ipc/view-calls.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { textRanks } from './text-ranks.ts';

/** Fewer queries are sorted within a click. */
const manyQueries = 50_000;
/** What is on screen comes first. */
const restMs = 1_000;

const begun = new WeakSet<Workspace>();

/** Sorts many queries by their ids and texts, in the background, soon after they were first listed: a click finds them sorted. */
export async function prepareTextRanks(workspace: Workspace): Promise<void> {
  if (begun.has(workspace)) return;
  begun.add(workspace);
  try {
    const { queryCount } = await workspace.dataSet();
    if (queryCount < manyQueries) return;
    await new Promise((resolve) => setTimeout(resolve, restMs).unref());
    for (const column of TextColumn.options) await textRanks(workspace, column);
  } catch {
    // Closed meanwhile. A click on the column says what is wrong otherwise.
    begun.delete(workspace);
  }
}
