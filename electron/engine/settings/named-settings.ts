import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { NamedSetting } from '../../../shared/ipc/setting-calls.ts';

const File = z.object({ settings: z.array(NamedSetting) });

/** The settings that have a name in the workspace folder, by name; none where nobody named any. Throws `invalid-input` for a spoilt file. */
export async function readNamedSettings(workspace: string): Promise<NamedSetting[]> {
  const file = fileOf(workspace);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  try {
    return File.parse(JSON.parse(text)).settings;
  } catch (cause) {
    throw new AppError('invalid-input', `${file}: not a list of named settings; remove it to start anew`, {
      cause,
    });
  }
}

/** Writes all of them, through a temporary file. */
export async function writeNamedSettings(
  workspace: string,
  settings: readonly NamedSetting[],
): Promise<NamedSetting[]> {
  const file = fileOf(workspace);
  const sorted = settings.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await writeFile(`${file}.new`, `${JSON.stringify({ settings: sorted }, null, 2)}\n`, { flush: true });
  await rename(`${file}.new`, file);
  return sorted;
}

function fileOf(workspace: string): string {
  return join(workspace, 'settings.json');
}
