import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { TeacherSummary } from '../../../shared/domain/teacher.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import type { Engine } from '../engine.ts';
import { openTeacher } from '../teachers/registry.ts';
import { allTeacherRows } from '../teachers/teacher-rows.ts';
import type { DataSet } from './data-set.ts';
import type { Workspace } from './workspace.ts';

/** A teacher that takes longer (a model to hash, an endpoint that does not answer) is shown without its state. */
const patienceMs = 5_000;

/** What a window shows of a workspace before anything else. A teacher that cannot be opened says so in its notes. */
export async function summariseWorkspace(engine: Engine, workspace: Workspace): Promise<WorkspaceSummary> {
  const dataSet = await workspace.dataSet();
  const teachers = await allTeacherRows(workspace);
  return {
    path: workspace.path,
    name: basename(workspace.path).replace(/\.negscope$/u, ''),
    documents: dataSet.documentCount,
    queries: dataSet.queryCount,
    ...countLabels(dataSet),
    data_hash: dataSet.hash,
    teachers: await Promise.all(teachers.map(({ summary }) => withEncoding(engine, workspace, summary))),
    runs: await readRuns(workspace),
    readOnly: workspace.readOnly,
  };
}

/** Pairs with a grade above 0 in any split, as an import counts them, and for each split the queries that have a label in it. */
function countLabels({ labels, splits }: DataSet): { positives: number; splits: Record<string, number> } {
  const queries = splits.map(() => 0);
  let positives = 0;
  for (let query = 0; query + 1 < labels.offsets.length; query++) {
    let last = -1;
    const documents = new Set<number>();
    for (let label = labels.offsets[query] ?? 0; label < (labels.offsets[query + 1] ?? 0); label++) {
      const split = labels.splits[label] ?? 0;
      // Sorted by split within a query: a new one is met once.
      if (split !== last) queries[split] = (queries[split] ?? 0) + 1;
      last = split;
      if ((labels.grades[label] ?? 0) > 0) documents.add(labels.documents[label] ?? 0);
    }
    positives += documents.size;
  }
  return {
    positives,
    splits: Object.fromEntries(splits.map((split, index) => [split, queries[index] ?? 0])),
  };
}

async function withEncoding(
  engine: Engine,
  workspace: Workspace,
  summary: TeacherSummary,
): Promise<WorkspaceSummary['teachers'][number]> {
  const noted = (note: string): WorkspaceSummary['teachers'][number] => ({
    ...summary,
    encoding: null,
    notes: [...summary.notes, note],
  });
  const timer = new AbortController();
  const encoding = openTeacher(engine, workspace, summary.name).then(async (teacher) => ({
    ...summary,
    encoding: await teacher.encoding(),
  }));
  const late = wait(patienceMs, null, { signal: timer.signal, ref: false }).catch(() => null);
  try {
    return (
      (await Promise.race([encoding, late])) ??
      noted('still being opened: open the workspace again to see its state')
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    engine.surroundings.log.warn('teacher.unusable', { name: summary.name, reason });
    return noted(`cannot be opened now: ${reason}`);
  } finally {
    timer.abort();
    // One that is late may still fail; it has been answered for.
    encoding.catch(() => {});
  }
}

const RunRow = z.object({
  run: z.string(),
  teacher: z.string().nullable(),
  split: z.string(),
  created: z.date().transform((date) => date.toISOString()),
  supplied: z.boolean(),
});

async function readRuns(workspace: Workspace): Promise<WorkspaceSummary['runs']> {
  const rows = await workspace.database.all(
    RunRow,
    'SELECT name AS run, teacher, split, created, supplied FROM runs ORDER BY runs.created, name',
  );
  return [...rows];
}
