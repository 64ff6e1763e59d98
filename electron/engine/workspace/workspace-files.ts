import { join } from 'node:path';

/** Of the small file in every workspace that opens it. */
export const openerExtension = '.negscope-workspace';

/** What lies where inside `NAME.negscope/`. */
export type WorkspaceFiles = {
  readonly marker: string;
  readonly database: string;
  readonly holder: string;
  readonly temporary: string;
  /** What a double-click opens where a folder is not one thing: an extension of its own, which an installed app is registered for. */
  readonly opener: string;
};

/** Absolute paths of a workspace's own files. */
export function workspaceFiles(path: string): WorkspaceFiles {
  return {
    marker: join(path, 'workspace.json'),
    database: join(path, 'workspace.duckdb'),
    holder: join(path, 'holder.json'),
    temporary: join(path, 'temporary'),
    opener: join(path, `Open${openerExtension}`),
  };
}
