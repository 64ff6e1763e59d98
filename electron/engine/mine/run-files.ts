import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Where a run's selection lies: `runs/NAME/selected-KEY.npy`. KEY is of what decided it, so that a run that replaces another
 * is written beside it, and counts only when its row does.
 */
export function selectionFile(workspace: Workspace, run: string, pool: string, settingsText: string): string {
  const key = createHash('sha256').update(`${pool}\n${settingsText}`).digest('hex').slice(0, 16);
  return workspace.file('runs', folderNameOf(run), `selected-${key}.npy`);
}

/** Where the scores lie that the data gives the positives of a supplied run. */
export function positiveScoresFile(workspace: Pick<Workspace, 'file'>, run: string): string {
  return workspace.file('runs', folderNameOf(run), 'positive-scores.npy');
}

/** Removes what replaced runs of the same name left beside `file`. */
export async function removeOtherSelections(file: string): Promise<void> {
  for (const entry of await readdir(dirname(file))) {
    if (entry !== basename(file)) await rm(join(dirname(file), entry), { force: true });
  }
}

/** Removes everything that a run has on disk. */
export async function removeRunFiles(workspace: Workspace, run: string): Promise<void> {
  await rm(workspace.file('runs', folderNameOf(run)), { recursive: true, force: true });
}

/** A folder name that every file system takes and that no two runs share, also where case does not count. */
function folderNameOf(run: string): string {
  const encoded = Array.from(Buffer.from(run, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[a-z0-9_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
  return encoded.length <= 120 ? encoded : `=${createHash('sha256').update(run).digest('hex')}`;
}
