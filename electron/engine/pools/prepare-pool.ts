import { noShortPools } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import { oneAtATime } from '../teachers/encode/one-at-a-time.ts';
import { openTeacher } from '../teachers/registry.ts';
import { findTeacherRow } from '../teachers/teacher-rows.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { firstColumns } from './first-columns.ts';
import { readPoolArrays, writePoolArrays } from './pool-arrays.ts';
import { rememberedPool, rememberPool } from './pool-cache.ts';
import { poolFormat, poolKey } from './pool-key.ts';
import { allPoolNotes, noteFile, type PoolNote, readPoolNote, writePoolNote } from './pool-note.ts';
import { poolRequest } from './pool-request.ts';
import { shortPools } from './short-pools.ts';
import type { StoredPool } from './stored-pool.ts';

/**
 * The teacher's pool for a split, from the workspace where it is stored (or is the first columns of a larger one), else retrieved,
 * stored and given. Arrays are written before the note that names them, so an interrupted call leaves nothing that counts.
 * Throws `not-found` for the teacher, `wrong-usage` for the split, and whatever the teacher throws.
 */
export async function preparePool(
  engine: Engine,
  workspace: Workspace,
  teacherName: string,
  split: string,
  wantedSize: number,
  task: Task,
): Promise<StoredPool> {
  const row = await findTeacherRow(workspace, teacherName);
  if (!row) {
    throw new AppError(
      'not-found',
      `no teacher "${teacherName}" in ${workspace.path}: add it with "teacher add"`,
    );
  }
  const { fingerprint } = row.summary;
  const { hash: dataHash, documentCount } = await workspace.dataSet();
  // More columns than documents would only be empty space.
  const poolSize = Math.min(wantedSize, Math.max(documentCount, 1));
  const key = poolKey({ fingerprint, dataHash, split, poolSize });
  const wanted = { teacher: { name: teacherName, fingerprint }, dataHash, split, poolSize, key };
  return oneAtATime(`${workspace.path}\n${key}`, async () => {
    const stored = (await readPoolNote(workspace, key)) !== null || (await storeColumns(workspace, wanted));
    if (!stored) return makePool(engine, workspace, wanted, task);
    return { ...(await readPool(workspace, key)), teacher: wanted.teacher };
  });
}

/** A stored pool by its key; the last few stay in memory. Throws `not-found`, naming the file, and `workspace-damaged`. */
export async function readPool(workspace: Workspace, key: string): Promise<StoredPool> {
  return rememberedPool(workspace, key, async () => {
    const note = await readPoolNote(workspace, key);
    if (!note) {
      throw new AppError('not-found', `no such file: ${noteFile(workspace, key)}`);
    }
    if (note.columnsOf !== null) {
      const whole = await readPool(workspace, note.columnsOf);
      return storedPool(note, firstColumns(whole.pool, note.poolSize), await workspace.dataSet());
    }
    const dataSet = await workspace.dataSet();
    const pool = await readPoolArrays(workspace, key, note.poolSize, dataSet.documentCount);
    return storedPool(note, pool, dataSet);
  });
}

type WantedPool = Pick<PoolNote, 'key' | 'teacher' | 'dataHash' | 'split' | 'poolSize'>;

/** Notes a pool that a larger stored one contains; false where there is none. */
async function storeColumns(workspace: Workspace, wanted: WantedPool): Promise<boolean> {
  if (workspace.readOnly) return false;
  const larger = (await allPoolNotes(workspace))
    .filter(
      (note) =>
        note.nested &&
        note.columnsOf === null &&
        note.poolSize > wanted.poolSize &&
        note.split === wanted.split &&
        note.dataHash === wanted.dataHash &&
        note.teacher.fingerprint === wanted.teacher.fingerprint,
    )
    .toSorted((a, b) => a.poolSize - b.poolSize)[0];
  if (!larger) return false;
  await writePoolNote(workspace, { ...larger, ...wanted, columnsOf: larger.key });
  return true;
}

async function makePool(
  engine: Engine,
  workspace: Workspace,
  wanted: WantedPool,
  task: Task,
): Promise<StoredPool> {
  const dataSet = await workspace.dataSet();
  const { request, excluded } = poolRequest(dataSet, wanted.split, wanted.poolSize);
  const teacher = await openTeacher(engine, workspace, wanted.teacher.name);
  const started = performance.now();
  await teacher.embed(task);
  const embedded = performance.now();
  const retriever = await teacher.retriever(task);
  const pool = await retriever.retrieve(request, task);
  const note: PoolNote = {
    ...wanted,
    format: poolFormat,
    nested: teacher.summary.kind !== 'cross-encoder',
    columnsOf: null,
    excluded,
    seconds: { embed: (embedded - started) / 1000, search: (performance.now() - embedded) / 1000 },
  };
  if (!workspace.readOnly) {
    await writePoolArrays(workspace, wanted.key, pool);
    await writePoolNote(workspace, note);
  }
  const made = storedPool(note, pool, dataSet);
  rememberPool(workspace, wanted.key, made);
  return made;
}

function storedPool(note: PoolNote, pool: StoredPool['pool'], dataSet: DataSet): StoredPool {
  const { key, teacher, split, excluded, seconds } = note;
  // A pool of negatives that came with the data has another key.
  const isRetrieved = key === poolKey({ ...note, fingerprint: teacher.fingerprint });
  return {
    key,
    teacher,
    split,
    pool,
    excluded,
    shortPools: isRetrieved ? shortPools(pool, dataSet) : noShortPools,
    seconds,
  };
}
