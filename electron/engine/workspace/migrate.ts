import { constants, copyFile, rename, rm } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { workspaceErrorOf } from './duckdb-error.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { Migration } from './migrations.ts';
import { openDatabase } from './open-database.ts';

/**
 * Brings the database file `file` to version `target`, step by step, in one transaction. A copy lies beside it meanwhile, and is put
 * back when anything fails. Errors: `workspace-damaged` when no step leads from its version, else what the step threw.
 */
export async function migrate(
  file: string,
  steps: readonly Migration[],
  target: number,
): Promise<{ readonly from: number; readonly to: number }> {
  const from = await versionOf(file);
  const path = pathOfSteps(file, steps, from, target);
  if (path.length === 0) return { from, to: from };
  const backup = `${file}.before-${target}`;
  try {
    await copyFile(file, `${backup}.new`, constants.COPYFILE_FICLONE);
    await rename(`${backup}.new`, backup);
  } catch (error) {
    await rm(`${backup}.new`, { force: true });
    throw workspaceErrorOf(error, file);
  }
  try {
    await runSteps(file, path, target);
  } catch (error) {
    await rm(`${file}.wal`, { force: true });
    await rename(backup, file);
    throw error;
  }
  await rm(backup, { force: true });
  return { from, to: target };
}

async function runSteps(file: string, path: readonly Migration[], target: number): Promise<void> {
  const database = await openDatabase(file);
  try {
    await database.transaction(async () => {
      for (const step of path) await step.run(database);
      await writeMeta(database, 'schema_version', String(target));
    });
    await database.run('CHECKPOINT');
  } finally {
    await database.close();
  }
}

function pathOfSteps(
  file: string,
  steps: readonly Migration[],
  from: number,
  target: number,
): readonly Migration[] {
  const path: Migration[] = [];
  for (let version = from; version < target; version++) {
    const step = steps.find((candidate) => candidate.from === version);
    if (step === undefined) {
      throw new AppError(
        'workspace-damaged',
        `${file}: schema version ${version} is older than this program can read; import the data again`,
      );
    }
    path.push(step);
  }
  return path;
}

/** The version inside the file; what its write-ahead log holds is moved into it first, so that a copy of the file is whole. */
async function versionOf(file: string): Promise<number> {
  const database = await openDatabase(file);
  try {
    const version = Number((await readMeta(database, 'schema_version')) ?? Number.NaN);
    if (!Number.isInteger(version)) {
      throw new AppError(
        'workspace-damaged',
        `${file}: holds no schema version; restore it from a copy, or import the data again`,
      );
    }
    await database.run('CHECKPOINT');
    return version;
  } finally {
    await database.close();
  }
}
