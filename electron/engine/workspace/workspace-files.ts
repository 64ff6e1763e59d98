import { join } from 'node:path';

/** What lies where inside `NAME.negscope/`. */
export type WorkspaceFiles = {
  readonly marker: string;
  readonly database: string;
  readonly holder: string;
  readonly temporary: string;
};

/** Absolute paths of a workspace's own files. */
export function workspaceFiles(path: string): WorkspaceFiles {
  return {
    marker: join(path, 'workspace.json'),
    database: join(path, 'workspace.duckdb'),
    holder: join(path, 'holder.json'),
    temporary: join(path, 'temporary'),
  };
}
