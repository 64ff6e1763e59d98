import { z } from 'zod';
import { answerValue } from '../../../shared/judge/answer-value.ts';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
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

const Columns = z.tuple([
  z.array(z.int()),
  z.array(z.int()),
  z.array(z.string()),
  z.array(z.enum(['own', ...labelDesigns])),
  z.array(z.string()),
  z.array(z.number().nullable()),
  z.array(z.boolean().nullable()),
  z.array(z.number().nullable()),
  z.array(z.string()),
]);

const selection = `
SELECT query, document, state AS value, 'own' AS design, prompt, grade, relevant, probability, '' AS batch FROM judgements WHERE judge = $1
UNION ALL
SELECT query, document, 'answered', design, '', NULL, relevant, probability, ${batchColumn} FROM labels WHERE kind = 'judge' AND annotator = $1`;

/** A judge's answers about pairs of the frame, here and imported, by pair. Where it both answered here and was imported, what it said here counts. */
export async function readAnswers(
  { workspace, places }: LabelPlaces,
  judge: string,
): Promise<ReadonlyMap<number, PairAnswer>> {
  const answers = new Map<number, PairAnswer>();
  // One text for all that came together, not one for each of a million answers.
  const batches = new Map<string, string>();
  for await (const chunk of workspace.database.chunks(selection, [judge])) {
    const [queries, documents, values, designs, prompts, grades, relevant, probabilities, ofBatch] =
      Columns.parse(chunk);
    for (const [i, query] of queries.entries()) {
      const pair = places.get(pairKey(query, documents[i] ?? 0));
      if (pair === undefined || answers.get(pair)?.design === 'own') continue;
      const isAnswered = values[i] === 'answered';
      const batch = batches.get(ofBatch[i] ?? '') ?? ofBatch[i] ?? '';
      batches.set(batch, batch);
      answers.set(pair, {
        value: isAnswered ? answerValue(prompts[i] ?? '', grades[i] ?? null, relevant[i] ?? null) : null,
        design: designs[i] ?? 'unknown',
        probability: probabilities[i] ?? null,
        batch,
      });
    }
  }
  return answers;
}

const Judge = z.object({ judge: z.string() });

/** Who has answered here or elsewhere, in order of their first answer. */
export async function answeringJudges({ database }: Workspace): Promise<readonly string[]> {
  const judges = await database.all(
    Judge,
    `SELECT judge FROM (
       SELECT judge, 0 AS imported, min(rowid) AS row FROM judgements GROUP BY judge
       UNION ALL SELECT annotator, 1, min(rowid) FROM labels WHERE kind = 'judge' GROUP BY annotator
     ) GROUP BY judge ORDER BY min((imported, row))`,
  );
  return judges.map(({ judge }) => judge);
}

/** Pairs of the frame that each judge has answers about; who has none there is among them. */
export async function countAnswers({ workspace, places }: LabelPlaces): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const judge of await answeringJudges(workspace)) {
    let count = 0;
    const pairs = workspace.database.chunks(
      `SELECT query, document FROM judgements WHERE judge = $1
       UNION SELECT query, document FROM labels WHERE kind = 'judge' AND annotator = $1`,
      [judge],
    );
    for await (const [queries = [], documents = []] of pairs) {
      for (const [i, query] of queries.entries()) {
        if (places.get(pairKey(Number(query), Number(documents[i]))) !== undefined) count++;
      }
    }
    counts.set(judge, count);
  }
  return counts;
}

/** The judge that was asked for, else the one with most answers in the frame; null for none. */
export function chosenJudge(
  counts: ReadonlyMap<string, number>,
  wanted: string | null | undefined,
): string | null {
  if (wanted !== undefined) return wanted;
  let most: string | null = null;
  for (const [name, count] of counts) {
    if (count > (most === null ? 0 : (counts.get(most) ?? 0))) most = name;
  }
  return most;
}
