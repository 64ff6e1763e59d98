import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** The workspace that a command line names: a folder with a `workspace.json`, or that file itself. Null when it names none. */
export function workspaceIn(argv: readonly string[]): string | null {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-')) continue;
    const path = resolve(argument);
    if (!existsSync(path)) continue;
    const folder = basename(path) === 'workspace.json' ? dirname(path) : path;
    if (statSync(folder).isDirectory() && existsSync(resolve(folder, 'workspace.json'))) return folder;
  }
  return null;
}
