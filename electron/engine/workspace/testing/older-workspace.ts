import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkspace } from '../create-workspace.ts';

/** A workspace at `path` as version `schema` (before 6) left it, of data with the hash `h`; `undo` is the SQL that takes back what came until 5. */
export async function olderWorkspace(path: string, schema: number, undo: string): Promise<void> {
  const made = await createWorkspace(path, { appVersion: '1' });
  await made.database.run(`
    ${undo}
    ALTER TABLE runs DROP COLUMN made_by;
    INSERT INTO meta VALUES ('data_hash', 'h');
    UPDATE meta SET value = '${schema}' WHERE key = 'schema_version';
  `);
  await made.close();
  const marker = join(path, 'workspace.json');
  const told = await readFile(marker, 'utf8');
  await writeFile(marker, told.replace(/"schema": \d+/u, `"schema": ${schema}`));
}

/** Takes labels back to what they were before version 4. */
export const labelsOfVersion3 = `
DROP TABLE labels;
CREATE TABLE labels (
  query INTEGER NOT NULL, document INTEGER NOT NULL, kind VARCHAR NOT NULL, annotator VARCHAR NOT NULL, grade DOUBLE NOT NULL,
  relevant BOOLEAN NOT NULL, design VARCHAR NOT NULL, probability DOUBLE, created TIMESTAMP NOT NULL
);
`;
