import type { Database } from './database.ts';
import { annotationTables, judgeTables, labelsTable } from './schema.ts';

/** Brings a workspace from version `from` to `from + 1`; runs in the transaction that also writes the new version. */
export type Migration = {
  readonly from: number;
  readonly run: (database: Database) => Promise<void>;
};

/** And the setting that a queue was drawn at is that of its wave, no longer part of its name. Written anew: DuckDB alters no column beside updates of the same transaction. */
const ownWordsOfLabels = `
ALTER TABLE labels RENAME TO older_labels;
${labelsTable}
INSERT INTO labels (query, document, kind, annotator, grade, relevant, design, probability, created, run, value, note, evidence)
SELECT query, document, kind, annotator, grade, relevant, design, probability, created, run,
  CASE WHEN relevant THEN 'relevant' ELSE 'not' END, '', '[]' FROM older_labels ORDER BY rowid;
DROP TABLE older_labels;
UPDATE annotation_queues SET name = regexp_replace(name, ' drawn at [^ ]+ [^ ]+$', '') WHERE kind = 'drawn';
`;

/** Every step that this program knows. */
export const migrations: readonly Migration[] = [
  { from: 1, run: (database) => database.run(judgeTables) },
  { from: 2, run: (database) => database.run(annotationTables) },
  { from: 3, run: (database) => database.run('ALTER TABLE labels ADD COLUMN run VARCHAR') },
  { from: 4, run: (database) => database.run(ownWordsOfLabels) },
  { from: 5, run: (database) => database.run('ALTER TABLE runs ADD COLUMN made_by VARCHAR') },
];
