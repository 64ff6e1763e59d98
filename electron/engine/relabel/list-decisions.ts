import { z } from 'zod';
import type { Output } from '../../../shared/ipc/contract.ts';
import { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decisionsInForce } from './decisions.ts';
import { relabelState } from './relabel-steps.ts';

const Row = z.object({
  query: z.int(),
  document: z.int(),
  query_id: z.string(),
  document_id: z.string(),
  query_text: z.string(),
  title: z.string(),
  action: RelabelAction,
  because: z.string(),
  at: z.date(),
});

/** Decisions in force, the latest first, with what they are about. */
export async function listDecisions(
  { database }: Workspace,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Output<'relabel.list'>> {
  const rows = await database.all(
    Row,
    `SELECT f.query, f.document, q.id AS query_id, d.id AS document_id, q.text AS query_text, d.title, f.action, f.because, f.at
     FROM (${decisionsInForce}) f JOIN queries q USING (query) JOIN documents d USING (document)
     WHERE f.action IS NOT NULL ORDER BY f.at DESC, f.query, f.document LIMIT ? OFFSET ?`,
    [limit, offset],
  );
  return {
    ...(await relabelState(database)),
    decisions: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}
