import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { ndcgAt } from '../../../shared/evaluation/measures.ts';
import type { Engine } from '../engine.ts';
import { readNpy } from '../npy/read-npy.ts';
import { writeNpy } from '../npy/write-npy.ts';
import type { Task } from '../task.ts';
import { oneAtATime } from '../teachers/encode/one-at-a-time.ts';
import { openTeacher } from '../teachers/registry.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { retrieveHits } from './evaluate-teacher.ts';

const cut = 10;

/** Kept for workspaces that cannot be written, and so that pages do not read the file again. */
const known = new WeakMap<Workspace, Map<string, Float64Array>>();

type Choice = { readonly fingerprint: string; readonly split: string };

/**
 * nDCG@10 of each query of a split as `evaluate` measures it, by query index; NaN for those without a relevant document. Null
 * where it was never computed for this teacher and data.
 */
export async function readNdcg(workspace: Workspace, choice: Choice): Promise<Float64Array | null> {
  const file = await ndcgFile(workspace, choice);
  const before = known.get(workspace)?.get(file);
  if (before !== undefined) return before;
  if (!existsSync(file)) return null;
  const { data } = await readNpy(file, '<f8');
  if (data.length !== (await workspace.dataSet()).queryCount)
    throw new AppError('workspace-damaged', `${file} is of other data; delete it to have it made again`);
  remember(workspace, file, data);
  return data;
}

/** Computes and stores what `readNdcg` reads, once. Throws `not-found` for the teacher or the split, and what the teacher throws. */
export async function prepareNdcg(
  engine: Engine,
  { workspace: path, teacher: name, split }: { workspace: string; teacher: string; split: string },
  task: Task,
): Promise<{ readonly queries: number; readonly mean: number | null }> {
  const workspace = await engine.workspaces.open(path);
  const teacher = await openTeacher(engine, workspace, name);
  const choice = { fingerprint: teacher.summary.fingerprint, split };
  const file = await ndcgFile(workspace, choice);
  const values = await oneAtATime(file, async () => {
    const before = await readNdcg(workspace, choice);
    if (before !== null) return before;
    const made = new Float64Array((await workspace.dataSet()).queryCount).fill(Number.NaN);
    await retrieveHits(workspace, teacher, { split, depth: cut }, task, (query, hits, grades) => {
      made[query] = ndcgAt(
        hits,
        grades.filter((grade) => grade > 0).toSorted((a, b) => b - a),
        cut,
      );
    });
    if (!workspace.readOnly) await writeNpy(file, '<f8', [made.length], made);
    remember(workspace, file, made);
    return made;
  });
  const measured = values.filter((value) => !Number.isNaN(value));
  return {
    queries: measured.length,
    mean: measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0) / measured.length,
  };
}

async function ndcgFile(workspace: Workspace, { fingerprint, split }: Choice): Promise<string> {
  const { hash } = await workspace.dataSet();
  const key = createHash('sha256')
    .update(JSON.stringify([fingerprint, hash, split, cut]))
    .digest('hex');
  return workspace.file('candidates', `ndcg-${key.slice(0, 16)}.npy`);
}

function remember(workspace: Workspace, file: string, values: Float64Array): void {
  const own = known.get(workspace) ?? new Map<string, Float64Array>();
  known.set(workspace, own.set(file, values));
}
