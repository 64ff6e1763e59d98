import type { QueryContext } from '../../../shared/ipc/detail-calls.ts';
import { allPoolNotes, type PoolNote } from '../pools/pool-note.ts';
import { readPool } from '../pools/prepare-pool.ts';
import { allTeacherRows } from '../teachers/teacher-rows.ts';
import type { Workspace } from '../workspace/workspace.ts';

type Asked = { readonly teacher: string; readonly split: string; readonly query: number };

/** How the workspace's other teachers rank and score a query, from the largest pool that is stored of each. Retrieves nothing. */
export async function otherPools(
  workspace: Workspace,
  { teacher, split, query }: Asked,
): Promise<QueryContext['others']> {
  const { hash } = await workspace.dataSet();
  const notes = (await allPoolNotes(workspace)).filter(
    (note) => note.split === split && note.dataHash === hash,
  );
  const others: QueryContext['others'] = [];
  for (const { summary } of await allTeacherRows(workspace)) {
    const note = summary.name === teacher ? null : largest(notes, summary.fingerprint);
    if (note) others.push({ teacher: summary.name, ...(await rowOf(workspace, note, query)) });
  }
  return others;
}

function largest(notes: readonly PoolNote[], fingerprint: string): PoolNote | null {
  return (
    notes
      .filter((note) => note.teacher.fingerprint === fingerprint)
      .toSorted((a, b) => b.poolSize - a.poolSize)[0] ?? null
  );
}

async function rowOf(
  workspace: Workspace,
  note: PoolNote,
  query: number,
): Promise<Omit<QueryContext['others'][number], 'teacher'>> {
  const { pool } = await readPool(workspace, note.key);
  const row = pool.queries.indexOf(query);
  const { offsets, documents, scores } = pool.positives;
  const candidates = Array.from({ length: row < 0 ? 0 : (pool.counts[row] ?? 0) }, (_, column) => ({
    document: pool.documents[row * pool.poolSize + column] ?? 0,
    rank: column + 1,
    score: pool.scores[row * pool.poolSize + column] ?? 0,
  }));
  const positives = [];
  for (let i = offsets[row] ?? 0; row >= 0 && i < (offsets[row + 1] ?? 0); i++) {
    const score = scores[i] ?? Number.NaN;
    positives.push({ document: documents[i] ?? 0, score: Number.isNaN(score) ? null : score });
  }
  return { poolSize: note.poolSize, candidates, positives };
}
