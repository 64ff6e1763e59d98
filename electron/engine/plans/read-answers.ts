import { z } from 'zod';
import { answerValue } from '../../../shared/judge/answer-value.ts';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { LabelPlaces } from './any-pair.ts';
import { labelDesigns, type LabelDesign } from '../../../shared/domain/label-origin.ts';
import { batchColumn } from './samples-of-others.ts';

/** What a judge said of a pair; a null value: asked, without a usable answer. */
export type PairAnswer = {
  readonly value: LabelValue | null;
  /** By a draw of this program; else the design of the plan that came with it. */
  readonly design: 'own' | LabelDesign;
  /** Where someone's plan gave one. */
  readonly probability: number | null;
  /** Of those taken in at the same time; empty for answers given here. */
  readonly batch: string;
};

const Row = z.object({
  judge: z.string(),
  query: z.int(),
  document: z.int(),
  value: z.string(),
  design: z.enum(['own', ...labelDesigns]),
  prompt: z.string(),
  grade: z.number().nullable(),
  relevant: z.boolean().nullable(),
  probability: z.number().nullable(),
  batch: z.string(),
});

const selection = `
SELECT judge, query, document, state AS value, 'own' AS design, prompt, grade, relevant, probability, '' AS batch FROM judgements
UNION ALL
SELECT annotator, query, document, 'answered', design, '', NULL, relevant, probability, ${batchColumn} FROM labels WHERE kind = 'judge'`;

/**
 * The answers of every judge about pairs of the frame, here and imported, by judge and pair. Where a judge both answered here and was
 * imported, what it said here counts.
 */
export async function readAnswers({
  workspace,
  places,
}: LabelPlaces): Promise<ReadonlyMap<string, ReadonlyMap<number, PairAnswer>>> {
  const judges = new Map<string, Map<number, PairAnswer>>();
  const columns = z.array(Row);
  for await (const chunk of workspace.database.chunks(selection)) {
    const [names = []] = chunk;
    const rows = columns.parse(
      names.map((judge, i) => ({
        judge,
        query: chunk[1]?.[i],
        document: chunk[2]?.[i],
        value: chunk[3]?.[i],
        design: chunk[4]?.[i],
        prompt: chunk[5]?.[i],
        grade: chunk[6]?.[i],
        relevant: chunk[7]?.[i],
        probability: chunk[8]?.[i],
        batch: chunk[9]?.[i],
      })),
    );
    for (const {
      judge,
      query,
      document,
      value,
      design,
      prompt,
      grade,
      relevant,
      probability,
      batch,
    } of rows) {
      const own = judges.get(judge) ?? new Map<number, PairAnswer>();
      judges.set(judge, own);
      const pair = places.get(pairKey(query, document));
      if (pair === undefined || own.get(pair)?.design === 'own') continue;
      own.set(pair, {
        value: value === 'answered' ? answerValue(prompt, grade, relevant) : null,
        design,
        probability,
        batch,
      });
    }
  }
  return judges;
}

/** The judge that was asked for, else the one with most answers in the frame; null for none. */
export function chosenJudge(
  judges: ReadonlyMap<string, ReadonlyMap<number, unknown>>,
  wanted: string | null | undefined,
): string | null {
  if (wanted !== undefined) return wanted;
  let most: string | null = null;
  for (const [name, answers] of judges) {
    if (answers.size > 0 && answers.size > (most === null ? 0 : (judges.get(most)?.size ?? 0))) most = name;
  }
  return most;
}
