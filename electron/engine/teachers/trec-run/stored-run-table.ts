import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readNpy } from '../../npy/read-npy.ts';
import { writeNpy } from '../../npy/write-npy.ts';
import { readJson } from '../onnx/file-hash.ts';
import { workspaceErrorOf } from '../../workspace/duckdb-error.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { RunCounts, type RunTable } from './run-table.ts';

/** Raise it when the same file would give another table than before. */
const tableVersion = 1;

/** What of a run is known without loading it. */
export type StoredRunTable = { readonly counts: RunCounts; readonly load: () => Promise<RunTable> };

/** Where a workspace keeps the scores of a run file with these contents, so that the text is read only once. */
export async function runTableFolder(workspace: Workspace, fileHash: string): Promise<string> {
  const { hash } = await workspace.dataSet();
  const key = createHash('sha256')
    .update(JSON.stringify([tableVersion, hash, fileHash]))
    .digest('hex');
  return workspace.file('indexes', `run-${key.slice(0, 16)}`);
}

/** The stored table, or null when there is none yet. */
export async function storedRunTable(folder: string): Promise<StoredRunTable | null> {
  const counts = RunCounts.safeParse(await readJson(join(folder, 'run.json')));
  if (!counts.success) return null;
  return {
    counts: counts.data,
    load: async () => ({
      offsets: (await readNpy(join(folder, 'offsets.npy'), '<i4')).data,
      documents: (await readNpy(join(folder, 'documents.npy'), '<i4')).data,
      scores: (await readNpy(join(folder, 'scores.npy'), '<f4')).data,
    }),
  };
}

/** Stores a table; the folder appears only when it is whole. */
export async function storeRunTable(folder: string, table: RunTable, counts: RunCounts): Promise<void> {
  const partial = `${folder}.${randomUUID()}.partial`;
  await mkdir(partial, { recursive: true });
  try {
    await writeNpy(join(partial, 'offsets.npy'), '<i4', [table.offsets.length], table.offsets);
    await writeNpy(join(partial, 'documents.npy'), '<i4', [table.documents.length], table.documents);
    await writeNpy(join(partial, 'scores.npy'), '<f4', [table.scores.length], table.scores);
    await writeFile(join(partial, 'run.json'), `${JSON.stringify(counts)}\n`);
    if ((await storedRunTable(folder)) !== null) return;
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    throw workspaceErrorOf(error, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
