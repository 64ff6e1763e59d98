import { z } from 'zod';
import { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Database } from '../workspace/database.ts';
import { decisionsInForce, type Decision } from './decisions.ts';

const Named = z.object({
  query: z.int(),
  document: z.int(),
  query_id: z.string(),
  document_id: z.string(),
  action: RelabelAction,
  because: z.string(),
});

/** A decision as a manifest lists it: by the data's ids, without a time. */
export type NamedDecision = Omit<z.infer<typeof Named>, 'query' | 'document'>;

/** The ids of decisions in force, by query, then document. */
export async function namedDecisions(
  database: Database,
  decisions: readonly Decision[],
): Promise<readonly NamedDecision[]> {
  if (decisions.length === 0) return [];
  const wanted = new Set(decisions.map(({ query, document }) => pairKey(query, document)));
  const rows = await database.all(
    Named,
    `SELECT f.query, f.document, q.id AS query_id, d.id AS document_id, f.action, f.because
     FROM (${decisionsInForce}) f JOIN queries q USING (query) JOIN documents d USING (document)
     WHERE f.action IS NOT NULL ORDER BY f.query, f.document`,
  );
  return rows.flatMap(({ query, document, ...named }) =>
    wanted.has(pairKey(query, document)) ? [named] : [],
  );
}
