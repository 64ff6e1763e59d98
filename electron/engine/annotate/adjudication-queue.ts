import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { AnnotationQuestion } from '../../../shared/ipc/annotate-calls.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk, labelsStored } from './annotation-desk.ts';
import { mustBeWritable } from './must-be-writable.ts';
import { inRandomOrder } from './queue-items.ts';
import { readQueuesOf, storeQueue } from './queue-store.ts';
import { queueSummary, queueView } from './queue-view.ts';

const Differing = z.object({
  query: z.int(),
  document: z.int(),
  question: AnnotationQuestion,
  is_settled: z.boolean(),
});

/** What a label that was made elsewhere answers, in SQL. */
const questionOf = (value: string): string =>
  `CASE WHEN ${value} IN ('better', 'as-good', 'worse') THEN 'comparison' ELSE 'relevance' END`;

/**
 * Pairs on which the last labels of two annotators differ, or that somebody could not tell, and whether somebody has decided. Labels made
 * elsewhere may know no grade between: they differ only about whether a document is relevant.
 */
const differing = `
WITH said AS (
  SELECT a.query, a.document, q.question, a.annotator, a.value, a.entry
  FROM annotations a JOIN annotation_queues q USING (queue) WHERE a.role = 'label'
  UNION ALL
  SELECT query, document, ${questionOf('value')}, annotator, value, -1
  FROM labels WHERE kind = 'human'
), latest AS (
  SELECT query, document, question, annotator, arg_max(value, entry) AS value, max(entry) >= 0 AS is_graded
  FROM said GROUP BY query, document, question, annotator
)
SELECT query, document, question, EXISTS (
  SELECT 1 FROM annotations a JOIN annotation_queues q USING (queue)
  WHERE a.role = 'adjudication' AND a.query = l.query AND a.document = l.document AND q.question = l.question)
  OR EXISTS (
  SELECT 1 FROM labels d
  WHERE d.kind = 'adjudication' AND d.query = l.query AND d.document = l.document AND ${questionOf('d.value')} = l.question) AS is_settled
FROM latest l
GROUP BY query, document, question
HAVING count(DISTINCT value) FILTER (is_graded) > 1 OR bool_or(value = 'cant-tell')
  OR count(DISTINCT CASE WHEN value = 'partly' THEN 'not' ELSE value END) > 1
ORDER BY query, document`;

/**
 * A new queue of the unsettled pairs that are in none of this adjudicator's queues yet (of one question at a time); when there are none, the
 * last queue that still has some open. Returns its name in calls. Throws `not-found` where nothing is unsettled.
 */
export async function adjudicationQueue(
  workspace: Workspace,
  log: Logger,
  annotator: string,
): Promise<string> {
  mustBeWritable(workspace);
  await labelsStored(workspace);
  const { state } = await openDesk(workspace, log);
  const queued = new Set<string>();
  let open: string | null = null;
  for (const row of await readQueuesOf(workspace.database, annotator)) {
    if (row.kind !== 'adjudication') continue;
    const view = await queueView(workspace, row.queue, annotator);
    for (const key of view.placeOf.keys()) queued.add(`${row.question} ${key}`);
    const { labelled, total } = queueSummary(view, state);
    if (labelled < total) open ??= row.queue;
  }
  const all = await workspace.database.all(Differing, differing);
  const pairs = all.filter(
    ({ query, document, question, is_settled }) =>
      !is_settled && !queued.has(`${question} ${pairKey(query, document)}`),
  );
  const question = AnnotationQuestion.options.find((one) => pairs.some((pair) => pair.question === one));
  if (question === undefined) {
    if (open !== null) return open;
    throw new AppError(
      'not-found',
      all.length > 0
        ? 'nothing is left to adjudicate: every pair on which annotators differ, or that one could not tell, has been decided'
        : 'nothing to adjudicate: no two annotators differ about a pair, and nobody could not tell. Draw a wave with a share of double labels first',
    );
  }
  const items = pairs
    .filter((pair) => pair.question === question)
    .map(({ query, document }) => ({ query, document, role: 'adjudication' as const, is_shared: false }));
  return storeQueue(
    workspace.database,
    { kind: 'adjudication', name: 'Adjudication', annotator, question, blind: true, wave: null },
    inRandomOrder(items, 0),
  );
}
