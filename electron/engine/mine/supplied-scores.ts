import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { readNpy } from '../npy/read-npy.ts';
import { writeNpy } from '../npy/write-npy.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { SuppliedNegatives } from './supplied-negatives.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { positiveScoresFile } from './run-files.ts';

/**
 * Keeps the scores that the data gives the positives of a supplied run's split: one for each, in the order of queries and then
 * of their labels, NaN where there is none.
 */
export function writePositiveScores(
  workspace: Pick<Workspace, 'file'>,
  run: string,
  scores: Float32Array,
): Promise<void> {
  return writeNpy(positiveScoresFile(workspace, run), '<f4', [scores.length], scores);
}

/** The scores that the data gave a supplied run's `count` positives; all NaN where it gave none. Throws `workspace-damaged`. */
export async function readPositiveScores(
  workspace: Workspace,
  run: string,
  count: number,
): Promise<Float32Array> {
  const file = positiveScoresFile(workspace, run);
  if ((await stat(file).catch(() => null)) === null) return new Float32Array(count).fill(Number.NaN);
  const { data } = await readNpy(file, '<f4');
  if (data.length === count) return data;
  throw new AppError(
    'workspace-damaged',
    `${file} holds ${data.length} scores for ${count} positives: import the data again`,
  );
}

/**
 * What the data itself scores documents of a run's rows, NaN for what it does not; a negative is known by the first document with
 * its text, too. Throws `wrong-usage` where the data scores no positive: nothing could be compared with a candidate's score.
 */
export function suppliedScores(
  run: string,
  { queries, offsets, documents, scores, positives }: SuppliedNegatives,
  firstDocument: Int32Array,
  asked: Omit<Pool['positives'], 'scores'>,
): Float32Array {
  if (positives.scores.every(Number.isNaN)) {
    throw new AppError(
      'wrong-usage',
      `the data gives the positives of run "${run}" no scores: name the teacher that scores them and the negatives, --teacher NAME`,
    );
  }
  const found = new Float32Array(asked.documents.length).fill(Number.NaN);
  for (const row of queries.keys()) {
    const known = new Map<number, number>();
    for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
      const document = documents[i] ?? -1;
      const first = firstDocument[document] ?? document;
      if (!known.has(first)) known.set(first, scores[i] ?? Number.NaN);
    }
    for (let i = positives.offsets[row] ?? 0; i < (positives.offsets[row + 1] ?? 0); i++)
      known.set(positives.documents[i] ?? -1, positives.scores[i] ?? Number.NaN);
    for (let i = asked.offsets[row] ?? 0; i < (asked.offsets[row + 1] ?? 0); i++)
      found[i] = known.get(asked.documents[i] ?? -1) ?? Number.NaN;
  }
  return found;
}
