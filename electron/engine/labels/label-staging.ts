import { z } from 'zod';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import type { Database } from '../workspace/database.ts';
import type { ExportedWord } from './exported-word.ts';
import type { LabelLine } from './label-line.ts';

/** What a label is, once it is known what the line and the import say. */
export type StagedWord = ExportedWord & { readonly value: LabelValue };

/** Both live as long as the transaction: the file as it was read, and with the indexes that its ids stand for. */
const staging = `
CREATE TEMP TABLE staged_labels (
  line BIGINT NOT NULL, query_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
  grade DOUBLE, probability DOUBLE, annotator VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, relevant BOOLEAN NOT NULL, design VARCHAR NOT NULL, value VARCHAR NOT NULL,
  note VARCHAR NOT NULL, evidence VARCHAR NOT NULL, blind BOOLEAN, milliseconds INTEGER, given VARCHAR
)`;

const resolving = `
CREATE TEMP TABLE resolved_labels AS
WITH names AS (
  SELECT id, query FROM queries UNION ALL SELECT unnest(query_ids) AS id, query FROM queries
), found AS (
  SELECT s.*, n.query, d.document
  FROM staged_labels s LEFT JOIN names n ON n.id = s.query_id LEFT JOIN documents d ON d.id = s.document_id
)
SELECT *, max(line) OVER (PARTITION BY query, document, annotator, kind) AS last_line FROM found`;

export type LabelAppender = {
  readonly append: (line: number, label: LabelLine, word: StagedWord, annotator: string) => void;
  readonly close: () => void;
};

/** Lines for `resolveStaged`. Ends with `close`. */
export async function labelAppender(database: Database): Promise<LabelAppender> {
  await database.run(staging);
  const appender = await database.appender('staged_labels');
  function orNull<T>(value: T | null, append: (value: T) => void): void {
    if (value === null) appender.appendNull();
    else append(value);
  }
  return {
    append(line, { queryId, documentId, grade, probability, remark }, word, annotator) {
      appender.appendBigInt(BigInt(line));
      appender.appendVarchar(queryId);
      appender.appendVarchar(documentId);
      orNull(grade, (value) => appender.appendDouble(value));
      orNull(probability, (value) => appender.appendDouble(value));
      appender.appendVarchar(annotator);
      appender.appendVarchar(word.kind);
      appender.appendBoolean(word.relevant);
      appender.appendVarchar(word.design);
      appender.appendVarchar(word.value);
      appender.appendVarchar(remark.note);
      appender.appendVarchar(remark.evidence);
      orNull(remark.blind, (value) => appender.appendBoolean(value));
      orNull(remark.milliseconds, (value) => appender.appendInteger(value));
      orNull(remark.given, (value) => appender.appendVarchar(value));
      appender.endRow();
    },
    close: () => appender.closeSync(),
  };
}

/** Finds the indexes of ids. Answers with the lines that name unknown ones, and those that a later line takes back: these are not stored. */
export async function resolveStaged(
  database: Database,
): Promise<readonly { readonly line: number; readonly reason: string }[]> {
  await database.run(resolving);
  const unusable = await database.all(
    z.object({ line: z.int(), reason: z.string() }),
    `SELECT line, CASE
       WHEN query IS NULL THEN 'no query "' || query_id || '" in this workspace'
       WHEN document IS NULL THEN 'no document "' || document_id || '" in this workspace'
       ELSE 'the same pair is labelled again in line ' || last_line || ', which counts' END AS reason
     FROM resolved_labels WHERE query IS NULL OR document IS NULL OR line < last_line ORDER BY line`,
  );
  await database.run(
    'DELETE FROM resolved_labels WHERE query IS NULL OR document IS NULL OR line < last_line',
  );
  return unusable;
}

/** Stores what was resolved; it replaces what the same annotator is on record with for a pair. */
export async function storeResolved(
  database: Database,
  run: string | null,
): Promise<{ readonly labels: number; readonly relevant: number }> {
  await database.run(
    `DELETE FROM labels WHERE EXISTS (
       SELECT 1 FROM resolved_labels r
       WHERE r.query = labels.query AND r.document = labels.document AND r.annotator = labels.annotator AND r.kind = labels.kind)`,
  );
  await database.run(
    `INSERT INTO labels (query, document, kind, annotator, grade, relevant, design, probability, created, run,
       value, note, evidence, blind, milliseconds, given)
     SELECT query, document, kind, annotator, grade, relevant, design, probability, now()::TIMESTAMP, ?,
       value, note, evidence, blind, milliseconds, given::TIMESTAMP
     FROM resolved_labels ORDER BY line`,
    [run],
  );
  const [counts] = await database.all(
    z.object({ labels: z.int(), relevant: z.int() }),
    'SELECT count(*) AS labels, count(*) FILTER (relevant) AS relevant FROM resolved_labels',
  );
  return counts ?? { labels: 0, relevant: 0 };
}
