import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';

/**
 * A JSON file of a model's folder, or null when it is not there.
 * Throws `invalid-input` naming the file when it is no JSON or does not have the fields that are read.
 */
export async function readModelJson<S extends z.ZodType>(
  schema: S,
  ...path: readonly string[]
): Promise<z.output<S> | null> {
  const file = join(...path);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
    throw new AppError('invalid-input', `${file} cannot be read: ${cause.message}`, { cause });
  });
  if (text === null) return null;
  const parsed = schema.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'invalid-input',
    `${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`,
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${file} is not JSON: ${reason}`, { cause });
  }
}
