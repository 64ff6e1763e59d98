import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Side } from '../encoder.ts';
import { entryBytes } from './row-journal.ts';

/** Where one side's vectors lie. `whole` exists only when every row is in it; until then `partial` and `journal` do. */
export type EmbeddingFiles = { readonly whole: string; readonly partial: string; readonly journal: string };

/** Named by what the vectors depend on: the teacher's fingerprint and the data; so a stale file cannot be taken for a fresh one. */
export function embeddingFiles(
  workspace: Workspace,
  fingerprint: string,
  dataHash: string,
  side: Side,
): EmbeddingFiles {
  const key = createHash('sha256').update(`${fingerprint}\n${dataHash}\n${side}`).digest('hex').slice(0, 32);
  const file = (end: string): string => workspace.file('embeddings', `${key}.${side}${end}`);
  return { whole: file('.npy'), partial: file('.partial.npy'), journal: file('.partial.rows') };
}

/** Whether every row is on disk. */
export async function isWhole(files: EmbeddingFiles): Promise<boolean> {
  return (await sizeOf(files.whole)) !== null;
}

/** Rows on disk, by the size of the journal; not verified. */
export async function rowsDone(files: EmbeddingFiles, total: number): Promise<number> {
  if (await isWhole(files)) return total;
  return Math.min(total, Math.floor(((await sizeOf(files.journal)) ?? 0) / entryBytes));
}

function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  );
}
