import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { AnnotationQuestion } from '../../../shared/ipc/annotate-calls.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk, settleLabels } from './annotation-desk.ts';
import { mustBeWritable } from './must-be-writable.ts';
import { inRandomOrder } from './queue-items.ts';
import { readQueuesOf, storeQueue } from './queue-store.ts';
import { queueSummary, queueView } from './queue-view.ts';

const Unsettled = z.object({ query: z.int(), document: z.int(), question: AnnotationQuestion });

/** Pairs on which the last labels of two annotators differ, or that somebody could not tell, and that nobody has adjudicated. */
const unsettled = `
WITH latest AS (
  SELECT a.query, a.document, q.question, a.annotator, arg_max(a.value, a.entry) AS value
  FROM annotations a JOIN annotation_queues q USING (queue) WHERE a.role = 'label'
  GROUP BY a.query, a.document, q.question, a.annotator
)
SELECT query, document, question FROM latest l
WHERE NOT EXISTS (
  SELECT 1 FROM annotations a JOIN annotation_queues q USING (queue)
  WHERE a.role = 'adjudication' AND a.query = l.query AND a.document = l.document AND q.question = l.question)
GROUP BY query, document, question HAVING count(DISTINCT value) > 1 OR bool_or(value = 'cant-tell')
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
  await settleLabels(workspace);
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
  const pairs = (await workspace.database.all(Unsettled, unsettled)).filter(
    ({ query, document, question }) => !queued.has(`${question} ${pairKey(query, document)}`),
  );
  const question = AnnotationQuestion.options.find((one) => pairs.some((pair) => pair.question === one));
  if (question === undefined) {
    if (open !== null) return open;
    throw new AppError(
      'not-found',
      'nothing to adjudicate: no two annotators differ about a pair, and nobody could not tell. Draw a wave with a share of double labels first',
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
