import { z } from 'zod';
import { pairKey } from '../judge/judgement-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { PlanPairs } from './plan-pairs.ts';
import { isOfRun } from './run-plan.ts';

/** What was taken in at the same time, by people or judges. */
export const batchColumn = 'created::VARCHAR AS batch';

const Row = z.object({ query: z.int(), document: z.int(), batch: z.string() });

/**
 * Imported simple random samples that are not of this run's selected, by `batchColumn`: they hold other pairs, so they were drawn from
 * something in which the run's pairs had chances that nobody knows. None for a view.
 */
export async function samplesOfOthers(
  { database }: Workspace,
  run: PlanPairs | null,
): Promise<ReadonlySet<string>> {
  if (run === null) return new Set();
  const rows = await database.all(
    Row,
    `SELECT query, document, ${batchColumn} FROM labels WHERE design = 'srs'`,
  );
  const outside = rows.filter(({ query, document }) => !isOfRun(run, pairKey(query, document)));
  return new Set(outside.map(({ batch }) => batch));
}
