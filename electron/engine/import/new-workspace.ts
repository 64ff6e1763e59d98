import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { workspaceErrorOf } from '../workspace/duckdb-error.ts';
import { isAlive, readHolder } from '../workspace/holder.ts';
import { makeFolder } from '../workspace/make-folder.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { workspaceFiles } from '../workspace/workspace-files.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

export type NewWorkspaceRequest = {
  readonly path: string;
  readonly replace: boolean;
  readonly appVersion: string;
  readonly threads: number;
  /** Where the one to be replaced may be open. */
  readonly workspaces: Workspaces;
  /** Gets the one that is to be replaced when the new one is whole and nobody works in the old one any more; where it fails, nothing is replaced. */
  readonly onReplace: (old: Workspace) => Promise<void>;
};

/**
 * Fills a workspace beside its place and moves it there only when all is well; a failure leaves no trace, and an older
 * workspace is replaced only then, while no call works in it. Errors: `already-exists`, `workspace-held`, `read-only`, `disk-full`, and those of `fill`.
 */
export async function fillNewWorkspace<T>(
  request: NewWorkspaceRequest,
  fill: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const path = resolve(request.path);
  const exists = await mayTake(path, request);
  await removeAbandoned(path);
  const temporary = besideOf(path, 'new');
  const madeFolder = await makeFolder(dirname(path)).catch((error: unknown) => {
    throw placeErrorOf(error, path);
  });
  try {
    const workspace = await createWorkspace(temporary, {
      appVersion: request.appVersion,
      threads: request.threads,
    }).catch((error: unknown) => {
      throw placeErrorOf(error, path);
    });
    let value: T;
    try {
      value = await fill(workspace);
    } finally {
      await workspace.close();
    }
    if (exists) await swap(path, temporary, request);
    else await moveIn(temporary, path);
    return value;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (madeFolder !== null) await removeEmpty(dirname(path), madeFolder);
    throw error;
  }
}

const unreadable: ReadonlySet<string> = new Set(['workspace-damaged', 'workspace-newer', 'file-not-found']);
const impossible: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EEXIST', 'EINVAL', 'ENAMETOOLONG']);

/** A place where no folder can be is the caller's mistake; a full disk or missing rights are told apart. */
function placeErrorOf(error: unknown, path: string): unknown {
  const known = workspaceErrorOf(error, path);
  if (!(known instanceof Error && 'code' in known && impossible.has(known.code))) return known;
  return new AppError('invalid-input', `${path}: no workspace can be made there; choose another place`, {
    cause: error,
  });
}

/** Whether something is there that is to be replaced; throws when it may not be. */
async function mayTake(path: string, { replace, workspaces }: NewWorkspaceRequest): Promise<boolean> {
  if ((await stat(path).catch(() => null)) === null) return false;
  if (!replace) {
    throw new AppError('already-exists', `${path} already exists: choose another name, or --replace`);
  }
  const { marker, database } = workspaceFiles(path);
  const isWorkspace = (await stat(marker).catch(() => null)) ?? (await stat(database).catch(() => null));
  if (isWorkspace === null && !(await isEmptyFolder(path))) {
    throw new AppError(
      'already-exists',
      `${path} is no workspace, so it is not replaced: choose another name`,
    );
  }
  // What this process has open stays in use until the new one is ready.
  if ((await readHolder(path))?.pid === process.pid) await workspaces.mustBeIdle(path);
  else {
    await mustBeFree(path, workspaces);
    await workspaces.letGo(path);
  }
  return true;
}

async function isEmptyFolder(path: string): Promise<boolean> {
  const entries = await readdir(path).catch(() => null);
  return entries?.length === 0;
}

/** Opening tells whether another process holds it; a damaged or newer one is nobody's and may be replaced. */
async function mustBeFree(path: string, workspaces: Workspaces): Promise<void> {
  try {
    await workspaces.open(path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'workspace-held') throw error;
  }
}

async function swap(path: string, temporary: string, request: NewWorkspaceRequest): Promise<void> {
  const { workspaces } = request;
  await mustBeFree(path, workspaces);
  const old = besideOf(path, 'old');
  await workspaces.letGo(path, async () => {
    await takeLeave(path, request);
    await exchange(path, temporary, old);
  });
  await rm(old, { recursive: true, force: true });
}

/** What cannot be read any more, or by a later version only, is replaced as it was asked. */
async function takeLeave(path: string, { appVersion, onReplace }: NewWorkspaceRequest): Promise<void> {
  const old = await openWorkspace(path, { appVersion }).catch((error: unknown) => {
    if (error instanceof AppError && unreadable.has(error.code)) return null;
    throw error;
  });
  if (old === null) return;
  try {
    await onReplace(old);
  } finally {
    await old.close();
  }
}

async function exchange(path: string, temporary: string, old: string): Promise<void> {
  await rename(path, old).catch((error: unknown) => {
    throw workspaceErrorOf(error, path);
  });
  try {
    await rename(temporary, path);
  } catch (error) {
    await rename(old, path);
    throw workspaceErrorOf(error, path);
  }
}

async function moveIn(temporary: string, path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null) {
    throw new AppError('already-exists', `${path} was made by someone else meanwhile: choose another name`);
  }
  await rename(temporary, path).catch((error: unknown) => {
    throw workspaceErrorOf(error, path);
  });
}

/** Removes folders that were made for this, from the innermost to `last`, as far as nobody put anything in. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  const removed = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (removed && folder !== last) await removeEmpty(dirname(folder), last);
}

function besideOf(path: string, what: 'new' | 'old'): string {
  return join(dirname(path), `.${basename(path)}.${what}-${process.pid}-${randomBytes(3).toString('hex')}`);
}

/** What killed imports left beside this workspace. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `.${basename(path)}.new-`;
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!name.startsWith(prefix) || !Number.isInteger(pid) || isAlive(pid)) continue;
    await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}
