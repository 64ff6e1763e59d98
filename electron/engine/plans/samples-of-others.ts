import { z } from 'zod';
import { pairKey } from '../judge/judgement-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isOfRun, type RunPlan } from './run-plan.ts';

/** What was taken in at the same time, by people or judges. */
export const batchColumn = 'created::VARCHAR AS batch';

const Row = z.object({
  query: z.int(),
  document: z.int(),
  design: z.string(),
  run: z.string().nullable(),
  batch: z.string(),
});

/**
 * What was imported and does not count here, by `batchColumn`: what was said to be of another run, and simple random samples that hold
 * other pairs than this run's selected, so that they were drawn from something in which the run's pairs had chances that nobody knows.
 * Of a view (`run` null): what was said to be of any run.
 */
export async function samplesOfOthers(
  { database }: Workspace,
  run: RunPlan | null,
): Promise<ReadonlySet<string>> {
  const rows = await database.all(
    Row,
    `SELECT query, document, design, run, ${batchColumn} FROM labels WHERE design = 'srs' OR run IS NOT NULL`,
  );
  const outside = rows.filter(
    ({ query, document, design, run: said }) =>
      (said !== null && said !== run?.name) ||
      (design === 'srs' && run !== null && !isOfRun(run, pairKey(query, document))),
  );
  return new Set(outside.map(({ batch }) => batch));
}
