import type { Database } from './database.ts';

/** Brings a workspace from version `from` to `from + 1`; runs in the transaction that also writes the new version. */
export type Migration = {
  readonly from: number;
  readonly run: (database: Database) => Promise<void>;
};

/** Every step that this program knows. None yet: version 1 is the first that was given out. */
export const migrations: readonly Migration[] = [];
