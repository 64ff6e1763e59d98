import type { Database } from './database.ts';
import { annotationTables, judgeTables } from './schema.ts';

/** Brings a workspace from version `from` to `from + 1`; runs in the transaction that also writes the new version. */
export type Migration = {
  readonly from: number;
  readonly run: (database: Database) => Promise<void>;
};

/** Every step that this program knows. */
export const migrations: readonly Migration[] = [
  { from: 1, run: (database) => database.run(judgeTables) },
  { from: 2, run: (database) => database.run(annotationTables) },
  { from: 3, run: (database) => database.run('ALTER TABLE labels ADD COLUMN run VARCHAR') },
];
