import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { isWorkspace } from '../../workspace/is-workspace.ts';
import type { SourceFile } from './source-file.ts';

const deepest = 4;
const mostFiles = 10_000;

/**
 * The files under the given paths, sorted by name; hidden ones and workspaces are left out.
 * One of the paths that is a workspace itself is `invalid-input`: its own files are no data.
 * Names are relative to the folder given, base names for files given; whole paths where two would be called the same.
 */
export async function listFiles(paths: readonly string[]): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch((error: unknown) => {
      throw new AppError('file-not-found', `${path}: no such file or folder`, { cause: error });
    });
    if (await isWorkspace(path)) {
      throw new AppError(
        'invalid-input',
        `${path}: a workspace, not data; give the files that it was made from, or export a run of it and import that`,
      );
    }
    if (entry.isDirectory()) await walk(path, '', 0, found);
    else if (entry.isFile()) found.push({ path, name: basename(path), bytes: entry.size });
    else throw new AppError('invalid-input', `${path}: neither a file nor a folder`);
  }
  const uses = new Map<string, number>();
  for (const { name } of found) uses.set(name, (uses.get(name) ?? 0) + 1);
  return found
    .map((file) => ((uses.get(file.name) ?? 0) > 1 ? { ...file, name: file.path } : file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function walk(folder: string, prefix: string, depth: number, found: SourceFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name.endsWith('.negscope')) continue;
    const path = join(folder, entry.name);
    const name = prefix + entry.name;
    const kind = await stat(path).catch(() => null);
    if (kind === null) continue;
    if (kind.isDirectory() && depth < deepest && !(await isWorkspace(path))) {
      await walk(path, `${name}/`, depth + 1, found);
    }
    if (kind.isFile()) found.push({ path, name, bytes: kind.size });
    if (found.length > mostFiles) {
      throw new AppError(
        'invalid-input',
        `${folder}: more than ${mostFiles} files; give the data's own folder`,
      );
    }
  }
}
