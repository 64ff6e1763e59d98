import { z } from 'zod';
import { AnnotationLabel, Visible } from '../../../shared/ipc/annotate-calls.ts';
import { LabelValueName } from '../../../shared/ipc/label-mapping.ts';
import type { Database } from '../workspace/database.ts';
import { readMeta, writeMeta } from '../workspace/meta.ts';
import { ItemRole, type LabelEntry } from './journal-entry.ts';

const structure = JSON.stringify([
  {
    entry: 'BIGINT',
    at: 'VARCHAR',
    query: 'INTEGER',
    document: 'INTEGER',
    annotator: 'VARCHAR',
    role: 'VARCHAR',
    value: 'VARCHAR',
    note: 'VARCHAR',
    evidence: 'VARCHAR',
    queue: 'VARCHAR',
    blind: 'BOOLEAN',
    visible: ['VARCHAR'],
    is_drawn: 'BOOLEAN',
    milliseconds: 'INTEGER',
  },
]);

const inserting = `
INSERT INTO annotations
SELECT r.entry, r.query, r.document, r.annotator, r.role, r.value, r.note, r.evidence, r.queue, r.blind, r.visible, r.is_drawn,
       r.milliseconds, CAST(r.at AS TIMESTAMP)
FROM (SELECT unnest(from_json(?, '${structure}')) AS r)`;

const removing = `
DELETE FROM annotations WHERE (queue, annotator, query, document) IN (
  SELECT (p.queue, p.annotator, p.query, p.document) FROM (
    SELECT unnest(from_json(?, '[{"queue":"VARCHAR","annotator":"VARCHAR","query":"INTEGER","document":"INTEGER"}]')) AS p))`;

/** Rows of one insert: a label may carry a note of 20,000 characters. */
const batch = 500;

/** An item whose label changed, and the label that is now in force. */
export type ChangedLabel = Pick<LabelEntry, 'queue' | 'annotator' | 'query' | 'document'> & {
  readonly label: LabelEntry | null;
};

/** The last entry of the journal that the table holds; 0 before there was one. */
export async function storedEntry(database: Database): Promise<number> {
  return Number((await readMeta(database, 'annotation_entry')) ?? 0);
}

/** Brings some labels of the table up to date, as of journal entry `last`. The last change of an item counts. */
export async function storeChanges(
  database: Database,
  changes: readonly ChangedLabel[],
  last: number,
): Promise<void> {
  const keys = changes.map(({ queue, annotator, query, document }) => ({
    queue,
    annotator,
    query,
    document,
  }));
  const byItem = new Map(keys.map((key, i) => [JSON.stringify(key), changes[i]?.label ?? null]));
  await database.transaction(async () => {
    await database.run(removing, [JSON.stringify(keys)]);
    await insert(
      database,
      [...byItem.values()].filter((label) => label !== null),
    );
    await writeMeta(database, 'annotation_entry', String(last));
  });
}

/** Writes the whole table anew, as of journal entry `last`. */
export async function storeAll(
  database: Database,
  labels: Iterable<LabelEntry>,
  last: number,
): Promise<void> {
  await database.transaction(async () => {
    await database.run('DELETE FROM annotations');
    await insert(database, [...labels]);
    await writeMeta(database, 'annotation_entry', String(last));
  });
}

async function insert(database: Database, labels: readonly LabelEntry[]): Promise<void> {
  for (let from = 0; from < labels.length; from += batch) {
    const rows = labels
      .slice(from, from + batch)
      .map((label) => ({ ...label, evidence: JSON.stringify(label.evidence) }));
    await database.run(inserting, [JSON.stringify(rows)]);
  }
}

const Stored = AnnotationLabel.extend({
  annotator: z.string(),
  queue: z.string(),
  role: ItemRole,
  value: LabelValueName,
  evidence: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(AnnotationLabel.shape.evidence),
  blind: z.boolean(),
  visible: z.array(Visible),
  is_drawn: z.boolean(),
  milliseconds: z.int(),
  at: z.date().transform((date) => date.toISOString()),
});

/** The table's labels as journal entries, numbered from `first`. */
export async function storedLabels(database: Database, first: number): Promise<readonly LabelEntry[]> {
  const rows = await database.all(
    Stored,
    `SELECT query, document, annotator, queue, role, value, note, evidence, blind, visible, is_drawn, milliseconds, created AS at
     FROM annotations ORDER BY entry`,
  );
  return rows.map((row, i) => ({ kind: 'label', entry: first + i, ...row }));
}
