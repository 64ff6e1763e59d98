import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';
import { isInside } from '../is-inside.ts';
import { manifestPath, StoredManifest } from './manifest.ts';

/**
 * Refuses with `already-exists` what an export must not overwrite. An unchanged earlier export may be written again, and so
 * may an empty file or folder: nothing is lost by it. Any other file needs `replace`; a folder that is no unchanged export
 * is never removed, whatever was asked.
 */
export async function mustBeReplaceable(path: string, replace: boolean, workspace: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || (await isUnchangedExport(path))) return;
  if (found.isDirectory()) {
    if ((await readdir(path)).length === 0) return;
    throw new AppError(
      'already-exists',
      `${path}: a folder that is not an unchanged earlier export; choose another name, or remove it yourself`,
    );
  }
  if (found.isFile() && found.size === 0) return;
  const inWorkspace = isInside(workspace, path);
  if (found.isFile() && replace && !inWorkspace) return;
  throw new AppError(
    'already-exists',
    found.isFile() && !inWorkspace
      ? `${path}: already there, and not an unchanged earlier export; choose another name or --replace`
      : `${path}: not a file that an export may replace; choose another name`,
  );
}

async function isUnchangedExport(path: string): Promise<boolean> {
  const manifest = await readManifest(path);
  if (manifest === null) return false;
  const names = manifest.files.map(({ name }) => name);
  if (manifest.format !== 'beir') return (await hashOf(path)) === manifest.files[0]?.sha256;
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const there = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  if (there.toSorted().join('\n') !== names.toSorted().join('\n')) return false;
  for (const { name, sha256 } of manifest.files) {
    if ((await hashOf(join(path, name))) !== sha256) return false;
  }
  return true;
}

async function readManifest(path: string): Promise<StoredManifest | null> {
  try {
    const text = await readFile(manifestPath(path), 'utf8');
    return StoredManifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
