import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** A label as the journal would put it into the table: drawn and blind unless said otherwise. */
export async function putAnnotation(
  { database }: Workspace,
  { query, document }: { readonly query: number; readonly document: number },
  value: LabelValue,
  other: {
    readonly annotator?: string;
    readonly role?: 'label' | 'gold' | 'repeat' | 'adjudication';
    readonly blind?: boolean;
    readonly isDrawn?: boolean;
    readonly sawJudge?: boolean;
  } = {},
): Promise<void> {
  const { annotator = 'anna', role = 'label', blind = true, isDrawn = true, sawJudge = false } = other;
  await database.run(
    `INSERT INTO annotations
     SELECT (SELECT coalesce(max(entry), 0) + 1 FROM annotations), ?, ?, ?, ?, ?, '', '[]', 'queue', ?,
       CASE WHEN ? THEN ['judge'] ELSE []::VARCHAR[] END, ?, 1000, now()::TIMESTAMP`,
    [query, document, annotator, role, value, blind, sawJudge, isDrawn],
  );
}
