import { z } from 'zod';
import type { CandidateView } from '../../../shared/ipc/view-calls.ts';
import { labelValues } from '../../../shared/rates/event-mapping.ts';
import { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { decisionsInForce } from '../relabel/decisions.ts';
import type { Workspace } from '../workspace/workspace.ts';

export type CandidateLabels = Pick<CandidateView, 'labelled' | 'decision'> & {
  /** With the grade on the judge's own scale; null where an answer failed. */
  readonly judged: (CandidateView['judged'][number] & { readonly grade: number | null })[];
};

const Judged = z.object({
  document: z.int(),
  judge: z.string(),
  relevant: z.boolean().nullable(),
  grade: z.number().nullable(),
  reason: z.string(),
});
const Labelled = z.object({
  document: z.int(),
  annotator: z.string(),
  value: z.enum(labelValues),
  note: z.string(),
});
const Decided = z.object({ document: z.int(), action: RelabelAction });

/** What judges and people said about a query's documents, made here or imported, and what was decided; by document. */
export async function candidateLabels(
  workspace: Workspace,
  query: number,
): Promise<(document: number) => CandidateLabels> {
  await labelsStored(workspace);
  const { database } = workspace;
  const judged = await database.all(
    Judged,
    `SELECT document, judge, relevant, grade, reason FROM (
       SELECT document, judge, CASE WHEN state = 'answered' THEN relevant END AS relevant,
         CASE WHEN state = 'answered' THEN grade END AS grade, reason, created
       FROM judgements WHERE query = $1
       UNION ALL
       SELECT document, annotator, relevant, grade, note, created FROM labels WHERE query = $1 AND kind = 'judge'
     ) ORDER BY created DESC, judge`,
    [query],
  );
  const labelled = await database.all(
    Labelled,
    `SELECT document, annotator, value, note FROM (
       SELECT document, annotator, arg_max(value, entry) AS value, arg_max(note, entry) AS note, max(created) AS created
       FROM annotations WHERE query = $1 AND role IN ('label', 'adjudication') GROUP BY document, annotator, role
       UNION ALL
       SELECT document, annotator, value, note, coalesce(given, created)
       FROM labels WHERE query = $1 AND kind IN ('human', 'adjudication')
     ) ORDER BY created DESC, annotator`,
    [query],
  );
  const decided = await database.all(
    Decided,
    `SELECT document, action FROM (${decisionsInForce}) WHERE query = $1 AND action IS NOT NULL`,
    [query],
  );
  return (document) => ({
    judged: judged
      .filter((one) => one.document === document)
      .map(({ judge, relevant, grade, reason }) => ({ judge, relevant, grade, reason })),
    labelled: labelled
      .filter((one) => one.document === document)
      .map(({ annotator, value, note }) => ({ annotator, value, note })),
    decision: decided.find((one) => one.document === document)?.action ?? null,
  });
}
