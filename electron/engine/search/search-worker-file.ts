import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built `search-worker.ts` beside this module's bundle or, from a chunk, above it; null where nothing was built (tests of the source). */
export function searchWorkerFile(): string | null {
  const candidates = ['search-worker.js', '../search-worker.js'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((path) => existsSync(path)) ?? null;
}
