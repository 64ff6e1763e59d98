import type { UnfinishedJudging } from '../../../shared/ipc/judge-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { stopOfCrashed } from './crashed-judging.ts';
import { isAtWork } from './judge-work.ts';
import { readUnfinished } from './unfinished-judging.ts';

/** Runs of judges that did not come to their end and that nobody works on, the latest first. */
export async function listUnfinished(workspace: Workspace): Promise<UnfinishedJudging[]> {
  const { database } = workspace;
  const unfinished: UnfinishedJudging[] = [];
  for (const entry of await readUnfinished(database)) {
    const { judge, run, what, asked, pairs, stop } = entry;
    if (isAtWork(workspace, judge)) continue;
    unfinished.push({ judge, run, what, asked, pairs, ...(stop ?? (await stopOfCrashed(database, entry))) });
  }
  return unfinished.toSorted((a, b) => b.at.localeCompare(a.at));
}
