import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { workspaceErrorOf } from './duckdb-error.ts';
import { schemaVersion } from './schema.ts';
import { workspaceFiles } from './workspace-files.ts';

const Marker = z.object({
  format: z.literal('negscope-workspace'),
  schema: z.int().nonnegative(),
  /** ISO 8601. */
  created: z.string(),
  /** The program's version that wrote it last. */
  app: z.string(),
});
/** `workspace.json`: makes a folder a workspace, and says which program can read it before the database is touched. */
export type Marker = z.infer<typeof Marker>;

/** Reads the marker. Errors: `not-found` for a folder that is absent or no workspace, `workspace-damaged`, `workspace-newer`. */
export async function readMarker(path: string): Promise<Marker> {
  const { marker, database } = workspaceFiles(path);
  const folder = await stat(path).catch(() => null);
  if (folder === null) {
    throw new AppError('file-not-found', `${path}: no such workspace; make one with negscope import`);
  }
  if (!folder.isDirectory()) {
    throw new AppError(
      'file-not-found',
      `${path}: a file, not a workspace; give the folder whose name ends in .negscope`,
    );
  }
  const text = await readFile(marker, 'utf8').catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw workspaceErrorOf(error, marker);
    }
    if ((await stat(database).catch(() => null)) === null) {
      throw new AppError('file-not-found', `${path}: not a workspace (it holds no workspace.json)`);
    }
    throw new AppError(
      'workspace-damaged',
      `${marker}: missing; restore it from a copy, or import the data again`,
    );
  });
  const parsed = Marker.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new AppError(
      'workspace-damaged',
      `${marker}: not a workspace's marker; restore it from a copy, or import the data again`,
    );
  }
  if (parsed.data.schema > schemaVersion) {
    throw new AppError(
      'workspace-newer',
      `${path}: written by Negscope ${parsed.data.app} (schema ${parsed.data.schema}, this program reads up to ${schemaVersion}); update Negscope to open it`,
    );
  }
  return parsed.data;
}

/** Writes the marker whole or not at all. */
export async function writeMarker(path: string, marker: Marker): Promise<void> {
  const file = workspaceFiles(path).marker;
  try {
    await writeFile(`${file}.new`, `${JSON.stringify(marker, null, 2)}\n`, { flush: true });
    await rename(`${file}.new`, file);
  } catch (error) {
    await rm(`${file}.new`, { force: true }).catch(() => {});
    throw workspaceErrorOf(error, file);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
