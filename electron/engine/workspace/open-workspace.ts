import { existsSync, mkdirSync } from 'node:fs';
import { access, constants, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { isInside } from '../is-inside.ts';
import type { DataSet } from './data-set.ts';
import { workspaceErrorOf } from './duckdb-error.ts';
import { isAlive, readHolder, removeHolder, writeHolder, type Holder, type HolderAddress } from './holder.ts';
import { readMarker, writeMarker, type Marker } from './marker.ts';
import { readMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import { readDataSet } from './read-data-set.ts';
import { schemaVersion } from './schema.ts';
import type { Workspace } from './workspace.ts';
import { workspaceFiles } from './workspace-files.ts';

export type OpenWorkspaceOptions = {
  readonly appVersion: string;
  readonly threads?: number;
  /** Where other processes reach this one; they cannot when it is absent. */
  readonly address?: HolderAddress;
};

export type OpenedWorkspace = Workspace & {
  /** False after an error that only opening it again can repair, and when the folder is no longer where it was. */
  readonly usable: () => boolean;
  /** False once the folder was moved, renamed or deleted. */
  readonly isThere: () => boolean;
};

/**
 * Opens an existing workspace; read-only where its folder or database cannot be written. Older schemas are migrated.
 * Errors: `not-found`, `workspace-damaged`, `workspace-newer`, `workspace-held` (naming the process), `read-only`, `disk-full`;
 * none of them changes anything on disk.
 */
export async function openWorkspace(path: string, options: OpenWorkspaceOptions): Promise<OpenedWorkspace> {
  const folder = resolve(path);
  const files = workspaceFiles(folder);
  const marker = await readMarker(folder);
  if ((await stat(files.database).catch(() => null)) === null) {
    throw new AppError(
      'workspace-damaged',
      `${files.database}: missing; restore it from a copy, or import the data again`,
    );
  }
  const readOnly = !((await isWritable(folder)) && (await isWritable(files.database)));
  const database = await openCurrent(folder, marker, readOnly, options);
  try {
    const holder = readOnly ? null : await announce(folder, options.address ?? null);
    return openedWorkspace(folder, readOnly, database, async () => {
      if (holder !== null) await removeHolder(folder, holder);
      await database.close();
      if (!readOnly) await rm(files.temporary, { recursive: true, force: true });
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openCurrent(
  folder: string,
  marker: Marker,
  readOnly: boolean,
  options: OpenWorkspaceOptions,
): Promise<OpenDatabase> {
  const files = workspaceFiles(folder);
  try {
    if (marker.schema < schemaVersion) {
      if (readOnly) {
        throw new AppError(
          'read-only',
          `${folder}: an older workspace must be brought up to date, but cannot be written; copy it to a folder of your own`,
        );
      }
      await migrate(files.database, migrations, schemaVersion);
      await writeMarker(folder, { ...marker, schema: schemaVersion, app: options.appVersion });
    }
    const database = await openDatabase(files.database, {
      readOnly,
      ...(readOnly ? {} : { temporaryFolder: files.temporary }),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    try {
      await mustBeCurrent(database, files.database);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    throw await namingTheHolder(folder, error);
  }
}

/** On a full disk a workspace can still be read; others are refused by the database's lock instead of being answered. */
async function announce(folder: string, address: HolderAddress | null): Promise<Holder | null> {
  try {
    return await writeHolder(folder, address);
  } catch (error) {
    if (error instanceof AppError && error.code === 'disk-full') return null;
    throw error;
  }
}

/** The marker and the database must speak of the same version: a copy of only one of them is damage. */
async function mustBeCurrent(database: OpenDatabase, file: string): Promise<void> {
  const version = await readMeta(database, 'schema_version').catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    return null;
  });
  if (version === String(schemaVersion)) return;
  if (Number(version) > schemaVersion) {
    throw new AppError(
      'workspace-newer',
      `${file}: schema ${version}, this program reads up to ${schemaVersion}; update Negscope to open it`,
    );
  }
  throw new AppError(
    'workspace-damaged',
    `${file}: ${version === null ? 'holds no workspace' : `schema ${version} does not match workspace.json`}; restore it from a copy, or import the data again`,
  );
}

async function namingTheHolder(folder: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError && error.code === 'workspace-held')) return error;
  const holder = await readHolder(folder);
  if (holder === null || !isAlive(holder.pid)) return error;
  return new AppError(
    'workspace-held',
    `${folder}: held by process ${holder.pid} since ${holder.started}; close the workspace there and try again`,
    { cause: error },
  );
}

function openedWorkspace(
  folder: string,
  readOnly: boolean,
  database: OpenDatabase,
  close: () => Promise<void>,
): OpenedWorkspace {
  let dataSet: Promise<DataSet> | null = null;
  const { marker } = workspaceFiles(folder);
  const isThere = (): boolean => existsSync(marker);
  return {
    path: folder,
    readOnly,
    database,
    dataSet() {
      dataSet ??= readDataSet(database, folder).catch((error: unknown) => {
        dataSet = null;
        throw error;
      });
      return dataSet;
    },
    file(...parts) {
      const file = join(folder, ...parts);
      if (!isInside(folder, file)) {
        throw new AppError('invalid-input', `${file}: outside the workspace`);
      }
      // Folders made for what is gone would be a second, hollow workspace.
      if (!isThere()) throw goneError(folder);
      try {
        if (!readOnly) mkdirSync(dirname(file), { recursive: true });
      } catch (error) {
        throw workspaceErrorOf(error, file);
      }
      return file;
    },
    close,
    usable: () => database.usable() && isThere(),
    isThere,
  };
}

/** What to say of a workspace that was open and is not where it was. */
export function goneError(path: string): AppError {
  return new AppError(
    'file-not-found',
    `${path}: moved, renamed or deleted while it was open; put it back, or open it where it is now`,
  );
}

/** Asks the system: permission bits say nothing about a read-only file system, nor about the superuser. */
async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
