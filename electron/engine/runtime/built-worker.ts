import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built thread `NAME.js`: beside this module's bundle or, from a chunk, one folder up; null where nothing was built (tests of the source). */
export function builtWorker(name: string): string | null {
  const files = [`${name}.js`, join('..', `${name}.js`)].map((file) => join(import.meta.dirname, file));
  return files.find((file) => existsSync(file)) ?? null;
}
