import type { LabelDesign } from '../../../../shared/domain/label-origin.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** A label made elsewhere, as importing it would put it into the table: of a person, and of unknown design, unless said otherwise. */
export async function putImportedLabel(
  { database }: Workspace,
  { query, document }: { readonly query: number; readonly document: number },
  relevant: boolean,
  other: {
    readonly kind?: 'human' | 'judge';
    readonly annotator?: string;
    readonly design?: LabelDesign;
    readonly probability?: number;
  } = {},
): Promise<void> {
  const { kind = 'human', annotator = 'anna', design = 'unknown', probability = null } = other;
  await database.run(
    `INSERT INTO labels (query, document, kind, annotator, grade, relevant, design, probability, created, value, note, evidence)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, now()::TIMESTAMP, ?, '', '[]')`,
    [
      query,
      document,
      kind,
      annotator,
      relevant ? 1 : 0,
      relevant,
      design,
      probability,
      relevant ? 'relevant' : 'not',
    ],
  );
}
