import type { Database } from './database.ts';
import type { DataSet } from './data-set.ts';

/** One open `NAME.negscope/`. Only one process has it open; it is read-only where the folder cannot be written. */
export type Workspace = {
  /** Absolute path of the folder. */
  readonly path: string;
  readonly readOnly: boolean;
  readonly database: Database;
  /** Read once, then kept. */
  readonly dataSet: () => Promise<DataSet>;
  /** Absolute path of a file or folder inside the workspace; the folder above it is made. */
  readonly file: (...parts: readonly string[]) => string;
  readonly close: () => Promise<void>;
};
