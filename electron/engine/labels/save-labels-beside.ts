import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { exportLabels } from './export-labels.ts';

/** Where the labels of a workspace were put that is gone. */
export type SavedLabels = { readonly path: string; readonly labels: number };

/**
 * Writes every label of people and judges, also those that are no grade, into a file beside the workspace that nothing has the name of
 * (`scifact.labels.jsonl`), to be imported again. Null where there is none. Errors: `read-only`, `disk-full`.
 */
export async function saveLabelsBeside(workspace: Workspace, task: Task): Promise<SavedLabels | null> {
  const path = await unusedName(workspace.path);
  const choice = { out: path, format: 'jsonl', replace: false, withUngraded: true } as const;
  const { lines } = await exportLabels(workspace, choice, task);
  if (lines > 0) return { path, labels: lines };
  await rm(path, { force: true });
  return null;
}

async function unusedName(workspace: string): Promise<string> {
  const stem = join(dirname(workspace), basename(workspace).replace(/\.negscope$/u, ''));
  for (let number = 1; ; number++) {
    const path = `${stem}.labels${number === 1 ? '' : `-${number}`}.jsonl`;
    if ((await stat(path).catch(() => null)) === null) return path;
  }
}
