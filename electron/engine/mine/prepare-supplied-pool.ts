import { noShortPools } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Engine } from '../engine.ts';
import { writePoolArrays } from '../pools/pool-arrays.ts';
import { poolFormat, poolKey } from '../pools/pool-key.ts';
import { readPoolNote, writePoolNote } from '../pools/pool-note.ts';
import { poolRequest } from '../pools/pool-request.ts';
import { readPool } from '../pools/prepare-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Task } from '../task.ts';
import { openTeacher } from '../teachers/registry.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readRunRow } from './run-rows.ts';
import { suppliedCandidates } from './supplied-candidates.ts';
import { suppliedNegatives } from './supplied-negatives.ts';
import { suppliedScores } from './supplied-scores.ts';

/**
 * A pool whose candidates are the negatives that came with the data instead of retrieved ones, scored by a teacher, or (null) by
 * the data itself, and put in that order; `rank` is the place among them, and a candidate without a score is left out, counted as
 * `unscored`. Stored like any pool. Throws `wrong-usage` for a run that was mined, or whose positives the data does not score.
 */
export async function prepareSuppliedPool(
  engine: Engine,
  workspace: Workspace,
  teacherName: string | null,
  run: string,
  task: Task,
): Promise<StoredPool> {
  const row = await readRunRow(workspace, run);
  if (!row.supplied)
    throw new AppError('wrong-usage', `run "${run}" was mined: its negatives did not come with the data`);
  const teacher = teacherName === null ? null : await openTeacher(engine, workspace, teacherName);
  const fingerprint = teacher?.summary.fingerprint ?? '';
  const dataSet = await workspace.dataSet();
  const supplied = await suppliedNegatives(workspace, row);
  const request = poolRequest(dataSet, row.split, 1);
  const { rows, excluded } = suppliedCandidates(dataSet, supplied, request);
  const poolSize = rows.reduce((most, own) => Math.max(most, own.length), 1);
  const parts = { fingerprint, dataHash: dataSet.hash, split: row.split, poolSize };
  // No split is called so: a retrieved pool never has this key.
  const key = poolKey({ ...parts, split: `\u0000supplied\u0000${row.split}` });
  const named = { name: teacherName ?? '', fingerprint };
  // It may have been stored when the same teacher had another name.
  if ((await readPoolNote(workspace, key)) !== null) {
    return { ...(await readPool(workspace, key)), teacher: named };
  }

  const started = performance.now();
  await teacher?.embed(task);
  const embedded = performance.now();
  const { positives } = request.request;
  const asked = asPositives(positives, rows);
  const answer =
    teacher === null
      ? { ...asked, scores: suppliedScores(run, supplied, dataSet.firstDocument, asked) }
      : (await (await teacher.retriever(task)).retrieve({ ...request.request, positives: asked }, task))
          .positives;
  const scored = scoredPool(request.request.queries, positives, rows, poolSize, answer);
  const stored: StoredPool = {
    key,
    teacher: named,
    split: row.split,
    pool: scored.pool,
    excluded: scored.unscored > 0 ? { ...excluded, unscored: scored.unscored } : excluded,
    shortPools: noShortPools,
    seconds: { embed: (embedded - started) / 1000, search: (performance.now() - embedded) / 1000 },
  };
  if (!workspace.readOnly) {
    await writePoolArrays(workspace, key, stored.pool);
    const { pool: _, shortPools: __, ...note } = stored;
    await writePoolNote(workspace, {
      ...note,
      ...parts,
      excluded: { ...stored.excluded },
      format: poolFormat,
      nested: false,
      columnsOf: null,
    });
  }
  return stored;
}

type Rows = Omit<Pool['positives'], 'scores'>;

/** Retrieval scores the positives of a row wherever they rank: so it scores any document. Each row's positives, then its candidates. */
function asPositives(positives: Rows, candidates: readonly Int32Array[]): Rows {
  const offsets = new Int32Array(candidates.length + 1);
  for (const [row, own] of candidates.entries()) {
    const count = (positives.offsets[row + 1] ?? 0) - (positives.offsets[row] ?? 0);
    offsets[row + 1] = (offsets[row] ?? 0) + count + own.length;
  }
  const documents = new Int32Array(offsets[candidates.length] ?? 0);
  for (const [row, own] of candidates.entries()) {
    const labelled = positives.documents.subarray(positives.offsets[row], positives.offsets[row + 1]);
    documents.set(labelled, offsets[row] ?? 0);
    documents.set(own, (offsets[row] ?? 0) + labelled.length);
  }
  return { offsets, documents };
}

/** Takes the scores apart again and puts candidates in order: score descending, then document index ascending. */
function scoredPool(
  queries: Int32Array,
  positives: Rows,
  candidates: readonly Int32Array[],
  poolSize: number,
  answer: Pool['positives'],
): { readonly pool: Pool; readonly unscored: number } {
  const documents = new Int32Array(queries.length * poolSize).fill(-1);
  const scores = new Float32Array(queries.length * poolSize);
  const counts = new Int32Array(queries.length);
  const positiveScores = new Float32Array(positives.documents.length);
  let unscored = 0;
  for (const [row, own] of candidates.entries()) {
    const from = positives.offsets[row] ?? 0;
    const labelled = (positives.offsets[row + 1] ?? 0) - from;
    const start = answer.offsets[row] ?? 0;
    const end = answer.offsets[row + 1] ?? 0;
    positiveScores.set(answer.scores.subarray(start, start + labelled), from);
    const ownScores = answer.scores.subarray(start + labelled, end);
    const order = [...own.keys()]
      .filter((i) => !Number.isNaN(ownScores[i]))
      .toSorted((a, b) => (ownScores[b] ?? 0) - (ownScores[a] ?? 0) || a - b);
    unscored += own.length - order.length;
    counts[row] = order.length;
    for (const [column, i] of order.entries()) {
      documents[row * poolSize + column] = own[i] ?? -1;
      scores[row * poolSize + column] = ownScores[i] ?? 0;
    }
  }
  const scoredPositives = { ...positives, scores: positiveScores };
  return { pool: { poolSize, queries, counts, documents, scores, positives: scoredPositives }, unscored };
}
