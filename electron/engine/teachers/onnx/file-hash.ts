import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { whyUnreadable } from '../../import/bytes/why-unreadable.ts';
import { makeFolder } from '../../workspace/make-folder.ts';

const Remembered = z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() });

/**
 * SHA-256 of a file, hex. Remembered in `cacheFolder` by path, size and time of change, so that ten gigabytes are not read at every start.
 * Throws `file-not-found`; a cache that cannot be written is no error.
 */
export async function fileHash(path: string, cacheFolder: string): Promise<string> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('file-not-found', `no such file: ${path}`, { cause });
  });
  const { size, mtimeMs } = found;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
  const note = join(cacheFolder, 'file-hashes', `${name}.json`);
  const known = Remembered.safeParse(await readJson(note));
  if (known.success && known.data.size === size && known.data.mtimeMs === mtimeMs) return known.data.sha256;
  const sha256 = await sha256OfFile(path).catch((cause: unknown) => {
    throw new AppError('file-not-found', `${path}: ${whyUnreadable(cause)}`, { cause });
  });
  await writeWhole(note, JSON.stringify({ path, size, mtimeMs, sha256 })).catch(() => {});
  return sha256;
}

/** SHA-256 of a file's bytes, hex; streamed. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** Parsed JSON, or null when the file is absent or no JSON. */
export function readJson(path: string): Promise<unknown> {
  return readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch(() => null);
}

/** Writes a small file whole: under a temporary name, then renamed. Makes its folder. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.partial`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
