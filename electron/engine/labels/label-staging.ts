import { z } from 'zod';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import type { Database } from '../workspace/database.ts';
import type { ExportedWord } from './exported-word.ts';
import type { LabelLine } from './label-line.ts';

/** What a label is, once it is known what the line and the import say. */
export type StagedWord = ExportedWord & { readonly value: LabelValue; readonly relevant: boolean };

/** All live as long as the transaction. The file as it was read: */
const staging = `
CREATE TEMP TABLE staged_labels (
  line BIGINT NOT NULL, query_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
  grade DOUBLE, probability DOUBLE, annotator VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, relevant BOOLEAN NOT NULL, design VARCHAR NOT NULL, value VARCHAR NOT NULL,
  note VARCHAR NOT NULL, evidence VARCHAR NOT NULL, blind BOOLEAN, milliseconds INTEGER, given VARCHAR
)`;

/** The indexes that its ids stand for. Narrow, as what follows: joining and ranking whole lines of a million labels takes more than the database may use. */
const finding = `
CREATE TEMP TABLE found_labels AS
WITH names AS (
  SELECT id, query FROM queries UNION ALL SELECT unnest(query_ids) AS id, query FROM queries
)
SELECT s.line, s.annotator, s.kind, n.query, d.document
FROM staged_labels s LEFT JOIN names n ON n.id = s.query_id LEFT JOIN documents d ON d.id = s.document_id`;

/** The line that counts of each pair, annotator and kind. */
const choosing = `
CREATE TEMP TABLE last_lines AS
SELECT query, document, annotator, kind, max(line) AS line FROM found_labels
WHERE query IS NOT NULL AND document IS NOT NULL GROUP BY ALL`;

const resolving = `
CREATE TEMP TABLE resolved_labels AS
SELECT s.* EXCLUDE (query_id, document_id), l.query, l.document FROM last_lines l JOIN staged_labels s USING (line)`;

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
  await database.run(finding);
  await database.run(choosing);
  const unusable = await database.all(
    z.object({ line: z.int(), reason: z.string() }),
    `SELECT f.line, CASE
       WHEN f.query IS NULL THEN 'no query "' || s.query_id || '" in this workspace'
       WHEN f.document IS NULL THEN 'no document "' || s.document_id || '" in this workspace'
       ELSE 'the same pair is labelled again in line ' || f.last_line || ', which counts' END AS reason
     FROM (
       SELECT f.line, f.query, f.document, l.line AS last_line
       FROM found_labels f LEFT JOIN last_lines l USING (query, document, annotator, kind)
       WHERE l.line IS DISTINCT FROM f.line
     ) AS f JOIN staged_labels s USING (line) ORDER BY f.line`,
  );
  await database.run(resolving);
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
