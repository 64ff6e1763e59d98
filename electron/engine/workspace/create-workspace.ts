import { readdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { workspaceErrorOf } from './duckdb-error.ts';
import { makeFolder } from './make-folder.ts';
import { writeMarker } from './marker.ts';
import { writeMeta } from './meta.ts';
import { openDatabase } from './open-database.ts';
import { openWorkspace, type OpenWorkspaceOptions, type OpenedWorkspace } from './open-workspace.ts';
import { schema, schemaVersion } from './schema.ts';
import { workspaceFiles } from './workspace-files.ts';

/**
 * Makes an empty workspace in a folder that is absent or empty, and opens it. The marker comes last: a folder without one is no workspace.
 * Errors: `already-exists`, `read-only`, `disk-full`; then nothing of it is left.
 */
export async function createWorkspace(path: string, options: OpenWorkspaceOptions): Promise<OpenedWorkspace> {
  const folder = resolve(path);
  const existed = await mustBeFree(folder);
  try {
    await makeFolder(folder);
    const database = await openDatabase(workspaceFiles(folder).database);
    try {
      await database.run(schema);
      await writeMeta(database, 'schema_version', String(schemaVersion));
      await database.run('CHECKPOINT');
    } finally {
      await database.close();
    }
    await writeFile(workspaceFiles(folder).opener, 'Opens the Negscope workspace it lies in.\n');
    await writeMarker(folder, {
      format: 'negscope-workspace',
      schema: schemaVersion,
      created: new Date().toISOString(),
      app: options.appVersion,
    });
  } catch (error) {
    await removeWorkspace(folder, existed);
    throw workspaceErrorOf(error, folder);
  }
  return openWorkspace(folder, options);
}

/** Whether the folder is there already, empty. */
async function mustBeFree(folder: string): Promise<boolean> {
  try {
    const entries = await readdir(folder);
    if (entries.length === 0) return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) {
      throw workspaceErrorOf(error, folder);
    }
  }
  throw new AppError(
    'already-exists',
    `${folder}: already exists; choose another name, or replace it with all that is in it, runs and people's labels too (export those first)`,
  );
}

async function removeWorkspace(folder: string, keepFolder: boolean): Promise<void> {
  const { database, marker, opener } = workspaceFiles(folder);
  if (!keepFolder) return rm(folder, { recursive: true, force: true });
  for (const file of [database, `${database}.wal`, marker, `${marker}.new`, opener])
    await rm(file, { force: true });
}
