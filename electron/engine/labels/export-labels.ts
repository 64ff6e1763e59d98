import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { exportErrorOf } from '../export/export-error.ts';
import { createLineFile, type WrittenFile } from '../export/line-file.ts';
import { putInPlace, removeTemporary, temporaryName } from '../export/put-in-place.ts';
import { mustBeReplaceable } from '../export/replaceable.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import { makeFolder } from '../workspace/make-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { ExportedLabel, labelColumns, labelFormats, type LabelFormatName } from './label-format.ts';

/**
 * Labels that were imported, labels that people gave here, the latest of each, and judges' answers; no gold checks and no repeats. What was given here
 * has a grade from which 1 and above is relevant under the usual mapping, and counts by its probability where a wave drew it blind. What an adjudicator
 * decided says so, and settles the pair where it is imported again.
 */
const everyLabel = `
SELECT query, document, kind, annotator, grade, relevant, design, probability,
  CASE WHEN kind <> 'judge' THEN value END AS value, note, evidence, blind, milliseconds, given FROM labels
UNION ALL
SELECT a.query, a.document, CASE a.role WHEN 'adjudication' THEN 'adjudication' ELSE 'human' END, a.annotator,
  CASE a.value WHEN 'relevant' THEN 1 WHEN 'partly' THEN 0.5 WHEN 'not' THEN 0 WHEN 'better' THEN 2 WHEN 'as-good' THEN 1 WHEN 'worse' THEN 0
    WHEN 'umbrela-3' THEN 1.5 WHEN 'umbrela-2' THEN 1 WHEN 'umbrela-1' THEN 0.5 WHEN 'umbrela-0' THEN 0 END AS grade,
  a.value IN ('relevant', 'better', 'as-good', 'umbrela-3', 'umbrela-2'),
  CASE WHEN a.is_drawn AND a.blind AND i.probability IS NOT NULL THEN 'probability' ELSE 'unknown' END,
  CASE WHEN a.is_drawn AND a.blind THEN i.probability END,
  a.value, a.note, a.evidence, (a.blind OR a.role = 'adjudication') AND NOT list_contains(a.visible, 'judge'), a.milliseconds, a.created
FROM annotations a LEFT JOIN inclusion i
  ON i.phase = 'human' AND i.judge = '' AND i.query = a.query AND i.document = a.document
WHERE a.role IN ('label', 'adjudication')
QUALIFY row_number() OVER (PARTITION BY a.query, a.document, a.annotator, a.role ORDER BY a.entry DESC) = 1
UNION ALL
SELECT query, document, 'judge', judge, CASE WHEN prompt LIKE 'umbrela%' THEN grade / 2 WHEN relevant THEN 1 ELSE 0 END,
  relevant, CASE WHEN probability IS NULL THEN 'unknown' ELSE 'probability' END, probability,
  NULL, reason, '[]', NULL, NULL, created
FROM judgements WHERE state = 'answered'`;

/** Whose labels are written; absent: everybody's. */
type LabelChoice = {
  readonly kind?: 'human' | 'judge' | undefined;
  readonly by?: string | undefined;
  readonly format: LabelFormatName;
  /** Also what is no grade, in formats that hold its word. */
  readonly withUngraded: boolean;
};

/** The labels that were asked for, under the two parameters of `chosen`. TREC qrels hold one grade a pair: what was decided, where it was. */
function choiceOf(format: LabelFormatName): string {
  const settled =
    format === 'trec'
      ? `QUALIFY kind <> 'human' OR NOT bool_or(kind = 'adjudication') OVER (PARTITION BY query, document)`
      : '';
  return `SELECT * FROM (${everyLabel}) WHERE ($1 IS NULL OR (kind = 'judge') = ($1 = 'judge')) AND ($2 IS NULL OR annotator = $2) ${settled}`;
}

const chosen = ({ kind, by }: LabelChoice) => [kind ?? null, by ?? null];

const isWritten = ({ format, withUngraded }: LabelChoice): string =>
  withUngraded && format !== 'trec' ? 'true' : 'grade IS NOT NULL';

const selection = (choice: LabelChoice): string => `
SELECT ${labelColumns.join(', ')}
FROM (SELECT q.id AS query_id, d.id AS document_id, l.* REPLACE (nullif(evidence, '[]') AS evidence, strftime(given, '%Y-%m-%dT%H:%M:%S.%gZ') AS given)
  FROM (${choiceOf(choice.format)}) l JOIN queries q USING (query) JOIN documents d USING (document))
WHERE ${isWritten(choice)}
ORDER BY query, document, kind, annotator, design`;

const Ungraded = z.object({ n: z.int() });

/**
 * Writes the labels of a workspace, or those of one kind or by one name, by query, document, kind and annotator; the file gets its name when it is whole. "Can't tell", a wrong
 * positive and an ambiguous query are no grades: where they are not asked for, or the format has no place for them, they are counted, not written.
 * Errors: `not-found` for a name that nobody has, `already-exists`, `read-only`, `disk-full`, and `invalid-input` for what TREC qrels cannot hold.
 */
export async function exportLabels(
  workspace: Workspace,
  request: LabelChoice & { readonly out: string; readonly replace: boolean },
  task: Task,
): Promise<Output<'labels.export'>> {
  const { out, format, replace } = request;
  await mustBeReplaceable(out, replace, workspace.path);
  await labelsStored(workspace);
  if (request.by !== undefined) await mustBeKnown(workspace.database, request.by);
  if (format === 'trec') await mustBeLabelledOnce(workspace.database, request);
  const temporary = temporaryName(out);
  try {
    await makeFolder(dirname(out));
    const { lines, sha256 } = await writeLabels(temporary, workspace.database, request, task);
    await putInPlace(temporary, out, false);
    const [left] = await workspace.database.all(
      Ungraded,
      `SELECT count(*) AS n FROM (${choiceOf(format)}) WHERE NOT (${isWritten(request)})`,
      chosen(request),
    );
    return { path: out, lines, sha256, ungraded: left?.n ?? 0 };
  } catch (error) {
    throw exportErrorOf(error, out);
  } finally {
    await removeTemporary(temporary);
  }
}

async function writeLabels(
  path: string,
  database: Database,
  request: LabelChoice,
  task: Task,
): Promise<WrittenFile> {
  const format = labelFormats[request.format];
  const file = await createLineFile(path);
  try {
    if (format.header !== '') await file.write(format.header);
    let done = 0;
    for await (const columns of database.chunks(selection(request), chosen(request))) {
      task.signal.throwIfAborted();
      const rows = columns[0]?.length ?? 0;
      for (let row = 0; row < rows; row++) {
        const cells = labelColumns.map((name, column) => [name, columns[column]?.[row]]);
        await file.write(format.line(ExportedLabel.parse(Object.fromEntries(cells))));
      }
      done += rows;
      task.progress({ stage: 'writing labels', done, total: null, unit: 'labels' });
    }
    return await file.close();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** A name that was mistyped must not look like somebody who said nothing. */
async function mustBeKnown(database: Database, by: string): Promise<void> {
  const rows = await database.all(
    z.object({ annotator: z.string() }),
    `SELECT DISTINCT annotator FROM (${everyLabel}) ORDER BY annotator`,
  );
  const names = rows.map(({ annotator }) => annotator);
  if (names.includes(by)) return;
  throw new AppError(
    'not-found',
    `nobody called "${by}" has labelled or judged here; ${names.length === 0 ? 'nobody has yet' : `there are ${names.slice(0, 20).join(', ')}`}`,
  );
}

/** A pair has one grade in qrels; which of several annotators' it should be is not ours to choose. */
async function mustBeLabelledOnce(database: Database, choice: LabelChoice): Promise<void> {
  const [pair] = await database.all(
    z.object({ query: z.string(), document: z.string(), n: z.int() }),
    `SELECT any_value(q.id) AS query, any_value(d.id) AS document, count(*) AS n
     FROM (${choiceOf('trec')}) l JOIN queries q USING (query) JOIN documents d USING (document)
     WHERE l.grade IS NOT NULL GROUP BY l.query, l.document HAVING count(*) > 1 LIMIT 1`,
    chosen(choice),
  );
  if (pair === undefined) return;
  throw new AppError(
    'invalid-input',
    `query "${pair.query}" and document "${pair.document}" have ${pair.n} labels, and TREC qrels hold one a pair; choose jsonl or csv, or the labels of people or judges, or by one name, only`,
  );
}
