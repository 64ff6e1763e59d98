import { z } from 'zod';
import type { Database } from './database.ts';

/**
 * Keys of the table `meta`; `import_report` is the JSON of an `ImportReport`, `import_source` of an `ImportSource`, `annotation_entry` the last journal entry in `annotations`,
 * `unfinished_judging` the JSON of runs of the judge that did not come to their end.
 */
export type MetaKey =
  | 'schema_version'
  | 'data_hash'
  | 'import_report'
  | 'import_source'
  | 'annotation_entry'
  | 'unfinished_judging';

/** One value of the table `meta`, or null where it was never written. */
export async function readMeta(database: Database, key: MetaKey): Promise<string | null> {
  const rows = await database.all(z.object({ value: z.string() }), 'SELECT value FROM meta WHERE key = ?', [
    key,
  ]);
  return rows[0]?.value ?? null;
}

/** Writes one value of the table `meta`, over an older one. */
export async function writeMeta(database: Database, key: MetaKey, value: string): Promise<void> {
  await database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', [key, value]);
}
