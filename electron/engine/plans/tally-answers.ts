import { z } from 'zod';
import { answerValue } from '../../../shared/judge/answer-value.ts';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import type { Workspace } from '../workspace/workspace.ts';

const Row = z.object({
  value: z.string(),
  prompt: z.string(),
  grade: z.number().nullable(),
  relevant: z.boolean().nullable(),
  n: z.int(),
});

const tally = `
SELECT value, prompt, grade, relevant, count(*) AS n FROM (
  SELECT state AS value, prompt, grade, relevant FROM judgements WHERE judge = $1
  UNION ALL
  SELECT 'answered', '', NULL, relevant FROM labels WHERE kind = 'judge' AND annotator = $1
    AND (query, document) NOT IN (SELECT (query, document) FROM judgements WHERE judge = $1)
) GROUP BY ALL`;

/** How often a judge said what, here or imported; null: asked, without a usable answer. Counts what `readAnswers` reads. */
export async function tallyAnswers(
  { database }: Workspace,
  judge: string,
): Promise<readonly { readonly value: LabelValue | null; readonly n: number }[]> {
  const rows = await database.all(Row, tally, [judge]);
  return rows.map(({ value, prompt, grade, relevant, n }) => ({
    value: value === 'answered' ? answerValue(prompt, grade, relevant) : null,
    n,
  }));
}
