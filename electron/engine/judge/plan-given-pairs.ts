import type { GivenPair } from '../../../shared/ipc/judge-request.ts';
import { namedPairs } from '../mine/named-pairs.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgePlan } from './judge-plan.ts';
import { bestPositives } from '../workspace/best-positives.ts';

/**
 * Pairs named by their ids, in their order (equal ones once): the plan of someone else, with its probabilities; without one a pair is
 * picked by hand and left out of rates. Throws `invalid-input` for an unknown id.
 */
export async function planGivenPairs(
  workspace: Workspace,
  run: OpenedRun,
  pairs: readonly GivenPair[],
): Promise<JudgePlan> {
  const rows = await namedPairs(workspace.database, pairs);
  const seen = new Map<string, { query: number; document: number; place: number }>();
  for (const { place, query, document } of rows) {
    const key = `${query} ${document}`;
    if (!seen.has(key)) seen.set(key, { query, document, place });
  }
  const own = [...seen.values()];
  return {
    run: run.name,
    queries: Int32Array.from(own, ({ query }) => query),
    documents: Int32Array.from(own, ({ document }) => document),
    probabilities: Float64Array.from(own, ({ place }) => pairs[place]?.probability ?? Number.NaN),
    waves: Int32Array.from(own, ({ place }) => pairs[place]?.wave ?? -1),
    frame: own.length,
    inclusion: null,
    positives: bestPositives(await workspace.dataSet(), run.split),
  };
}
