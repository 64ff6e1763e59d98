import { stat } from 'node:fs/promises';
import { workspaceFiles } from './workspace-files.ts';

/** Whether a folder holds a workspace, also a damaged one of which only the marker or the database is left. */
export async function isWorkspace(path: string): Promise<boolean> {
  const { marker, database } = workspaceFiles(path);
  const found = await Promise.all([marker, database].map((file) => stat(file).catch(() => null)));
  return found.some((entry) => entry !== null);
}
