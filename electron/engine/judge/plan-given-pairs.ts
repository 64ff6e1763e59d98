import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { GivenPair } from '../../../shared/ipc/judge-calls.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgePlan } from './judge-plan.ts';
import { bestPositives } from '../workspace/best-positives.ts';

const Found = z.object({
  place: z.int(),
  query: z.int().nullable(),
  document: z.int().nullable(),
});

/**
 * Pairs named by their ids, in their order (equal ones once): the plan of someone else, with its probabilities; without one a pair is
 * picked by hand and left out of rates. Throws `invalid-input` for an unknown id.
 */
export async function planGivenPairs(
  workspace: Workspace,
  run: OpenedRun,
  pairs: readonly GivenPair[],
): Promise<JudgePlan> {
  const rows = await workspace.database.all(
    Found,
    `WITH given AS (
       SELECT p.place, p.q, p.d FROM (SELECT unnest(from_json(?, '[{"place":"INTEGER","q":"VARCHAR","d":"VARCHAR"}]')) AS p)
     ), names AS (
       SELECT id, query FROM queries UNION ALL SELECT unnest(query_ids) AS id, query FROM queries
     )
     SELECT g.place, n.query, d.document
     FROM given g LEFT JOIN names n ON n.id = g.q LEFT JOIN documents d ON d.id = g.d ORDER BY g.place`,
    [JSON.stringify(pairs.map(({ query_id: q, document_id: d }, place) => ({ place, q, d })))],
  );
  const seen = new Map<string, { query: number; document: number; place: number }>();
  for (const { place, query, document } of rows) {
    const pair = pairs[place];
    if (query === null || document === null) {
      throw new AppError(
        'invalid-input',
        `pair ${place + 1}: no ${query === null ? `query "${pair?.query_id}"` : `document "${pair?.document_id}"`} in this workspace`,
      );
    }
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
