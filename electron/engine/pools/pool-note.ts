import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { writeFault } from '../npy/npy-writer.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { poolFormat } from './pool-key.ts';

/** `candidates/KEY.json`, written after a pool's arrays: a pool without it does not exist. */
export const PoolNote = z.object({
  format: z.literal(poolFormat),
  key: z.string(),
  teacher: z.object({ name: z.string(), fingerprint: z.string() }),
  dataHash: z.string(),
  split: z.string(),
  poolSize: z.int().positive(),
  /** Whether a smaller pool is this one's first columns; not so where the order is made within the pool (cross-encoders). */
  nested: z.boolean(),
  /** The pool whose first columns this one is; then it has no arrays of its own. */
  columnsOf: z.string().nullable(),
  excluded: z.record(z.string(), z.int().nonnegative()),
  seconds: z.object({ embed: z.number(), search: z.number() }),
});
export type PoolNote = z.infer<typeof PoolNote>;

/** The note of a pool, or null where there is none. Throws `workspace-damaged` for one that cannot be read. */
export async function readPoolNote(workspace: Workspace, key: string): Promise<PoolNote | null> {
  const file = noteFile(workspace, key);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const note = parseNote(text);
  if (note) return note;
  throw new AppError('workspace-damaged', `${file} cannot be read; delete it to have the pool made again`);
}

/** Every pool that can be read; what cannot is left out, it will be made again. */
export async function allPoolNotes(workspace: Workspace): Promise<readonly PoolNote[]> {
  const folder = dirname(noteFile(workspace, 'any'));
  const names = await readdir(folder).catch(() => []);
  const notes = names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map(async (name) => parseNote(await readFile(join(folder, name), 'utf8').catch(() => '')));
  return (await Promise.all(notes)).filter((note) => note !== null);
}

/** Writes a note whole or not at all. */
export async function writePoolNote(workspace: Workspace, note: PoolNote): Promise<void> {
  const file = noteFile(workspace, note.key);
  try {
    await writeFile(`${file}.partial`, `${JSON.stringify(note, null, 2)}\n`, { flush: true });
    await rename(`${file}.partial`, file);
  } catch (error) {
    throw writeFault(file, error);
  }
}

/** Where the note of a pool is. */
export function noteFile(workspace: Workspace, key: string): string {
  return workspace.file('candidates', `${key}.json`);
}

function parseNote(text: string): PoolNote | null {
  try {
    return PoolNote.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
