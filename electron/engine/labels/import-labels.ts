import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { readRunRow } from '../mine/run-rows.ts';
import { Refusals } from '../import/intake/refusals.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { LabelDesign } from '../../../shared/domain/label-origin.ts';
import type { ExportedWord, LabelLine } from './label-line.ts';
import { readLabels } from './read-labels.ts';

export type LabelsRequest = {
  readonly path: string;
  /** Who made them, where a line does not say. */
  readonly by: string;
  readonly kind: 'human' | 'judge';
  /** The lowest grade that is relevant; absent: as each line of an export says, else 1. */
  readonly relevantFrom?: number | undefined;
  /** Absent: as each line of an export says, else unknown. */
  readonly design?: LabelDesign | undefined;
  /** The run that the design is of, where it is of one. */
  readonly run?: string | undefined;
};

/** The file as it was read, with the indexes that its ids stand for; lives as long as the transaction. */
const staging = `
CREATE TEMP TABLE staged_labels (
  line BIGINT NOT NULL, query_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
  grade DOUBLE NOT NULL, probability DOUBLE, annotator VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, relevant BOOLEAN NOT NULL, design VARCHAR NOT NULL
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

const Refused = z.object({ line: z.int(), reason: z.string() });

/**
 * Takes in labels made elsewhere, all or (when it fails or is cancelled) none. A label of the same pair, kind and annotator is replaced.
 * A line that this program exported says itself what it is: of which kind (those of the other are refused), and, unless the request does, whether it is
 * relevant and by which design.
 * A `run` is a stored one: `not-found`, and `wrong-usage` with an unknown design, which says nothing of any run.
 * Lines that cannot be read, that name unknown ids, or that a later line of the file takes back are refused: counted, the first 1,000 listed.
 */
export async function importLabels(
  workspace: Workspace,
  request: LabelsRequest,
  task: Task,
): Promise<Output<'labels.import'>> {
  if (workspace.readOnly) {
    throw new AppError('read-only', `${workspace.path} cannot be written: no labels can be taken in`);
  }
  await checkRun(workspace, request);
  const refusals = new Refusals(false);
  const { database } = workspace;
  const stored = await database.transaction(async () => {
    await database.run(staging);
    await stage(database, request, refusals, task);
    await database.run(resolving);
    await refuseUnusable(database, request, refusals);
    return store(database, request);
  });
  const refused = refusals.list.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...stored, refused, refused_total: refusals.total };
}

async function checkRun(workspace: Workspace, { run, design }: LabelsRequest): Promise<void> {
  if (run === undefined) return;
  if (design === undefined || design === 'unknown') {
    throw new AppError(
      'wrong-usage',
      `--run says of which run labels are a census or sample: say which with --design, too`,
    );
  }
  await readRunRow(workspace, run);
}

async function stage(
  database: Database,
  request: LabelsRequest,
  refusals: Refusals,
  task: Task,
): Promise<void> {
  const { path, by } = request;
  const file = basename(path);
  const total = (await stat(path).catch(() => null))?.size ?? 0;
  let done = 0;
  const appender = await database.appender('staged_labels');
  for await (const batch of readLabels(path, (bytes) => (done += bytes))) {
    task.signal.throwIfAborted();
    for (const { line, label } of batch) {
      if (label.problem !== undefined) {
        refusals.add({ file, line }, label.problem);
        continue;
      }
      const { queryId, documentId, grade, probability, annotator } = label.value;
      const word = wordOf(label.value, request);
      const problem = problemOf(word, probability, request.kind);
      if (problem !== null) {
        refusals.add({ file, line }, problem);
        continue;
      }
      appender.appendBigInt(BigInt(line));
      appender.appendVarchar(queryId);
      appender.appendVarchar(documentId);
      appender.appendDouble(grade);
      if (probability === null) appender.appendNull();
      else appender.appendDouble(probability);
      appender.appendVarchar(annotator ?? by);
      appender.appendVarchar(word.kind);
      appender.appendBoolean(word.relevant);
      appender.appendVarchar(word.design);
      appender.endRow();
    }
    task.progress({ stage: `reading ${file}`, done, total, unit: 'bytes' });
  }
  appender.closeSync();
}

/** What a line says itself counts where the request does not say otherwise. */
function wordOf({ grade, exported }: LabelLine, { kind, relevantFrom, design }: LabelsRequest): ExportedWord {
  return {
    kind: exported?.kind ?? kind,
    relevant:
      exported !== null && relevantFrom === undefined ? exported.relevant : grade >= (relevantFrom ?? 1),
    design: design ?? exported?.design ?? 'unknown',
  };
}

/** Why a line cannot be taken in as it was asked for; null where it can. */
function problemOf(
  { kind, design }: ExportedWord,
  probability: number | null,
  wanted: LabelsRequest['kind'],
): string | null {
  if ((kind === 'judge') !== (wanted === 'judge')) {
    return kind === 'judge'
      ? 'a judge\'s answer, among labels of people: import the file again with kind "judge" for these'
      : 'a label of people, among a judge\'s answers: import the file again with kind "human" for these';
  }
  return probability === null && design === 'probability'
    ? 'no "probability", which the design asks of every line'
    : null;
}

async function refuseUnusable(
  database: Database,
  { path }: LabelsRequest,
  refusals: Refusals,
): Promise<void> {
  const rows = await database.all(
    Refused,
    `SELECT line, CASE
       WHEN query IS NULL THEN 'no query "' || query_id || '" in this workspace'
       WHEN document IS NULL THEN 'no document "' || document_id || '" in this workspace'
       ELSE 'the same pair is labelled again in line ' || last_line || ', which counts' END AS reason
     FROM resolved_labels WHERE query IS NULL OR document IS NULL OR line < last_line ORDER BY line`,
  );
  for (const { line, reason } of rows) refusals.add({ file: basename(path), line }, reason);
}

async function store(
  database: Database,
  { run }: LabelsRequest,
): Promise<{ readonly labels: number; readonly relevant: number }> {
  await database.run(
    'DELETE FROM resolved_labels WHERE query IS NULL OR document IS NULL OR line < last_line',
  );
  await database.run(
    `DELETE FROM labels WHERE EXISTS (
       SELECT 1 FROM resolved_labels r
       WHERE r.query = labels.query AND r.document = labels.document AND r.annotator = labels.annotator AND r.kind = labels.kind)`,
  );
  await database.run(
    `INSERT INTO labels (query, document, kind, annotator, grade, relevant, design, probability, created, run)
     SELECT query, document, kind, annotator, grade, relevant, design, probability, now()::TIMESTAMP, ?
     FROM resolved_labels ORDER BY line`,
    [run ?? null],
  );
  const [counts] = await database.all(
    z.object({ labels: z.int(), relevant: z.int() }),
    'SELECT count(*) AS labels, count(*) FILTER (relevant) AS relevant FROM resolved_labels',
  );
  return counts ?? { labels: 0, relevant: 0 };
}
