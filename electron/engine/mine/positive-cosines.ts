import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { largestCosines } from '../../../shared/vector/largest-cosines.ts';
import type { Engine } from '../engine.ts';
import { readNpy } from '../npy/read-npy.ts';
import { writeNpy } from '../npy/write-npy.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { VectorTable } from '../search/vector-table.ts';
import type { Task } from '../task.ts';
import { openTeacher } from '../teachers/registry.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Tables up to this many numbers (256 MB) are read whole; of larger ones only the rows that are needed, one by one. */
const wholeTable = 1 << 26;

/** Row-major rows × poolSize: the largest cosine of each candidate to a labelled positive of its query; null where it was never made. */
export async function readPositiveCosines(
  workspace: Workspace,
  { key, pool }: StoredPool,
): Promise<Float32Array | null> {
  const file = cosineFile(workspace, key);
  if (!existsSync(file)) return null;
  const { data } = await readNpy(file, '<f4');
  if (data.length !== pool.scores.length) {
    throw new AppError(
      'workspace-damaged',
      `${file} does not belong to its pool; delete it to have it made again`,
    );
  }
  return data;
}

/** Makes what `readPositiveCosines` reads, once per pool. Throws `wrong-usage` for a teacher without vectors. */
export async function preparePositiveCosines(
  engine: Engine,
  workspace: Workspace,
  storedPool: StoredPool,
  task: Task,
): Promise<void> {
  const file = cosineFile(workspace, storedPool.key);
  if (existsSync(file)) return;
  const { name } = storedPool.teacher;
  const teacher = await openTeacher(engine, workspace, name);
  const vectors = await teacher.documentVectors?.(task);
  if (vectors === undefined) {
    throw new AppError('wrong-usage', `near-duplicate needs a teacher with vectors; "${name}" has none`);
  }
  try {
    const { pool } = storedPool;
    const cosines = await cosinesOf(storedPool, vectors, task);
    await writeNpy(file, '<f4', [pool.queries.length, pool.poolSize], cosines);
  } finally {
    await vectors.close();
  }
}

async function cosinesOf(
  { pool }: StoredPool,
  vectors: VectorTable,
  task: Task,
): Promise<Float32Array<ArrayBuffer>> {
  const cosines = new Float32Array(pool.scores.length);
  const rowOf = await rowReader(vectors);
  const rows = pool.queries.length;
  for (let row = 0; row < rows; row++) {
    if (row % 256 === 0) {
      task.signal.throwIfAborted();
      task.progress({
        stage: 'comparing candidates with positives',
        done: row,
        total: rows,
        unit: 'queries',
      });
      await new Promise(setImmediate);
    }
    const { offsets, documents } = pool.positives;
    const positives = await readRows(rowOf, documents.subarray(offsets[row], offsets[row + 1]));
    const start = row * pool.poolSize;
    const candidates = await readRows(rowOf, pool.documents.subarray(start, start + (pool.counts[row] ?? 0)));
    cosines.set(largestCosines(candidates, positives), start);
  }
  return cosines;
}

type RowOf = (document: number) => Float32Array | Promise<Float32Array>;

async function readRows(rowOf: RowOf, documents: Int32Array): Promise<readonly Float32Array[]> {
  const rows: Float32Array[] = [];
  for (const document of documents) rows.push(await rowOf(document));
  return rows;
}

async function rowReader(vectors: VectorTable): Promise<RowOf> {
  const { count, dimensions } = vectors;
  if (count * dimensions > wholeTable) {
    return async (document) => {
      const row = new Float32Array(dimensions);
      await vectors.read(document, 1, row);
      return row;
    };
  }
  const all = new Float32Array(count * dimensions);
  await vectors.read(0, count, all);
  return (document) => all.subarray(document * dimensions, (document + 1) * dimensions);
}

function cosineFile(workspace: Workspace, key: string): string {
  return workspace.file('candidates', `${key}.positive-cosines.npy`);
}
