import { z } from 'zod';
import { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Database } from '../workspace/database.ts';

/** A decision in force. */
export type Decision = {
  readonly query: number;
  readonly document: number;
  readonly action: RelabelAction;
  readonly because: string;
  readonly at: Date;
};

/** The latest step about each pair that was not taken back; a null action there means that the pair has no decision. */
export const decisionsInForce = `
SELECT d.query, d.document, d.action, s.because, s.created AS at
FROM relabel_decisions d JOIN relabel_steps s USING (step)
WHERE NOT s.is_undone
QUALIFY row_number() OVER (PARTITION BY d.query, d.document ORDER BY d.step DESC) = 1`;

const Row = z.object({
  query: z.int(),
  document: z.int(),
  action: RelabelAction.nullable(),
  because: z.string(),
  at: z.date(),
});

/** Every decision in force, by `pairKey`. */
export async function readDecisions(database: Database): Promise<ReadonlyMap<number, Decision>> {
  const rows = await database.all(Row, `${decisionsInForce} ORDER BY d.query, d.document`);
  const decisions = new Map<number, Decision>();
  for (const { action, ...row } of rows) {
    if (action !== null) decisions.set(pairKey(row.query, row.document), { ...row, action });
  }
  return decisions;
}
