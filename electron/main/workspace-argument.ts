import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { openerExtension } from '../engine/workspace/workspace-files.ts';

/** The workspace that a command line names: a folder with a `workspace.json`, or that file or its opener. Null when it names none. */
export function workspaceIn(argv: readonly string[]): string | null {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-')) continue;
    const path = resolve(argument);
    if (!existsSync(path)) continue;
    const isInside = basename(path) === 'workspace.json' || path.endsWith(openerExtension);
    const folder = isInside ? dirname(path) : path;
    if (statSync(folder).isDirectory() && existsSync(resolve(folder, 'workspace.json'))) return folder;
  }
  return null;
}
