import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A path in the given material beside the repository (`../shared/…`), or null where it is not there. */
export function sharedFile(...parts: readonly string[]): string | null {
  const path = resolve(import.meta.dirname, '../../../shared', ...parts);
  return existsSync(path) ? path : null;
}

/** What a test that needs the material says when it is not there. */
export function skippedWithout(...parts: readonly string[]): string {
  return `skipped: ../shared/${parts.join('/')} not found`;
}
