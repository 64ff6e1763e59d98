import { rm } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { NpyDtype, NpyInput } from '../npy/npy-dtype.ts';
import { readNpy } from '../npy/read-npy.ts';
import { writeNpy } from '../npy/write-npy.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Writes the arrays of a pool as `candidates/KEY.*.npy`; each appears whole, and where one cannot be written (a full disk), none stays. */
export async function writePoolArrays(workspace: Workspace, key: string, pool: Pool): Promise<void> {
  const rows = pool.queries.length;
  const { offsets, documents, scores } = pool.positives;
  const written: string[] = [];
  const write: <D extends NpyDtype>(
    name: string,
    dtype: D,
    shape: readonly number[],
    data: NpyInput[D],
  ) => Promise<void> = async (name, dtype, shape, data) => {
    const file = workspace.file('candidates', `${key}.${name}.npy`);
    await writeNpy(file, dtype, shape, data);
    written.push(file);
  };
  try {
    await write('documents', '<i4', [rows, pool.poolSize], pool.documents);
    await write('scores', '<f4', [rows, pool.poolSize], pool.scores);
    await write('queries', '<i4', [rows], pool.queries);
    await write('counts', '<i4', [rows], pool.counts);
    await write('positive-offsets', '<i4', [rows + 1], offsets);
    await write('positive-documents', '<i4', [documents.length], documents);
    await write('positive-scores', '<f4', [scores.length], scores);
  } catch (error) {
    for (const file of written) await rm(file, { force: true });
    throw error;
  }
}

/** Reads them back, one read each. Throws `workspace-damaged` where they do not fit together or the data set. */
export async function readPoolArrays(
  workspace: Workspace,
  key: string,
  poolSize: number,
  documentCount: number,
): Promise<Pool> {
  const file = (name: string): string => workspace.file('candidates', `${key}.${name}.npy`);
  const [documents, scores, queries, counts, offsets, positiveDocuments, positiveScores] = await Promise.all([
    readNpy(file('documents'), '<i4'),
    readNpy(file('scores'), '<f4'),
    readNpy(file('queries'), '<i4'),
    readNpy(file('counts'), '<i4'),
    readNpy(file('positive-offsets'), '<i4'),
    readNpy(file('positive-documents'), '<i4'),
    readNpy(file('positive-scores'), '<f4'),
  ]);
  const rows = queries.data.length;
  const fits =
    documents.data.length === rows * poolSize &&
    scores.data.length === rows * poolSize &&
    counts.data.length === rows &&
    offsets.data.length === rows + 1 &&
    offsets.data[rows] === positiveDocuments.data.length &&
    positiveScores.data.length === positiveDocuments.data.length &&
    counts.data.every((count) => count >= 0 && count <= poolSize) &&
    allBelow(documents.data, documentCount) &&
    allBelow(positiveDocuments.data, documentCount);
  if (!fits) {
    throw new AppError(
      'workspace-damaged',
      `${file('*')}: the arrays do not fit together; delete ${key}.json beside them to have them made again`,
    );
  }
  return {
    poolSize,
    queries: queries.data,
    counts: counts.data,
    documents: documents.data,
    scores: scores.data,
    positives: {
      offsets: offsets.data,
      documents: positiveDocuments.data,
      scores: positiveScores.data,
    },
  };
}

function allBelow(values: Int32Array, end: number): boolean {
  for (const value of values) if (value >= end) return false;
  return true;
}
