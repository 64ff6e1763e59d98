import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { annotateCalls } from '../../../shared/ipc/annotate-calls.ts';
import type { Engine } from '../engine.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { drawLabels } from '../plans/draw-labels.ts';
import { planPairs } from '../plans/plan-pairs.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk } from './annotation-desk.ts';
import type { AnnotationState } from './annotation-state.ts';
import { goldChecks } from './gold-checks.ts';
import { mustBeWritable } from './must-be-writable.ts';
import { inRandomOrder, waveItems } from './queue-items.ts';
import { readQueuesOf, storeQueue, type QueueItem } from './queue-store.ts';

type DrawRequest = z.output<(typeof annotateCalls)['annotate.draw']['input']>;
type Pair = Pick<QueueItem, 'query' | 'document'>;

/** Queries among which checks are looked for, for each check: enough to find one, few enough to look their candidates up. */
const queriesPerCheck = 4;

/**
 * "Label these next" as a queue: the pairs that the wave adds, with checks and repeats mixed in, all in one seeded random order. Wave,
 * probabilities and queue are stored together. An unblind queue has no checks: beside scores and ranks they would stand out.
 * Errors: `read-only`; `not-found` where every pair was drawn before. Returns its name in calls.
 */
export async function drawQueue(engine: Engine, request: DrawRequest, task: Task): Promise<string> {
  const workspace = await engine.workspaces.open(request.workspace);
  mustBeWritable(workspace);
  const { state } = await openDesk(workspace, engine.surroundings.log);
  // What takes long is done before the transaction, for which others wait.
  await planPairs(engine, request, task);
  const { database } = workspace;
  return database.transaction(async () => {
    const { wave, pairs: drawn } = await drawLabels(engine, request, task);
    if (drawn.length === 0) {
      throw new AppError(
        'not-found',
        'no pair is left to draw: every one that the plan can reach was drawn before. Judge more pairs first, or widen the grid',
      );
    }
    const { annotator, question, blind, doubleShare, seed } = request;
    const gold = blind ? await checksAmong(workspace, request, drawn) : [];
    const repeats = await repeatsOf(
      workspace,
      state,
      request,
      Math.round(request.repeatShare * drawn.length),
    );
    const name = `Wave ${wave}: ${drawn.length} ${drawn.length === 1 ? 'pair' : 'pairs'}`;
    return storeQueue(
      database,
      { kind: 'drawn', name, annotator, question, blind, wave },
      waveItems({ drawn, gold, repeats, doubleShare, seed }),
    );
  });
}

const Known = z.object({ query: z.int(), document: z.int() });

async function checksAmong(
  workspace: Workspace,
  { annotator, question, goldShare, seed }: DrawRequest,
  drawn: readonly Pair[],
): Promise<readonly Pair[]> {
  const count = Math.round(goldShare * drawn.length);
  if (count === 0) return [];
  const among = inRandomOrder(drawn, seed).slice(0, count * queriesPerCheck);
  const queries = [...new Set(among.map(({ query }) => query))];
  // Candidates of the plan are asked as such, and nobody is checked twice with the same pair.
  const known = await workspace.database.all(
    Known,
    `WITH asked AS (SELECT unnest(from_json($1, '["INTEGER"]')) AS query)
     SELECT query, document FROM inclusion WHERE phase = 'human' AND query IN (SELECT query FROM asked)
     UNION SELECT i.query, i.document FROM annotation_items i JOIN annotation_queues q USING (queue)
     WHERE q.annotator = $2 AND i.query IN (SELECT query FROM asked)`,
    [JSON.stringify(queries), annotator],
  );
  const taken = new Set(known.map(({ query, document }) => pairKey(query, document)));
  return goldChecks(await workspace.dataSet(), {
    among,
    count,
    isComparison: question === 'comparison',
    seed,
    isTaken: (key) => taken.has(key),
  });
}

/** Pairs that the annotator has answered the same question about. */
async function repeatsOf(
  { database }: Workspace,
  state: AnnotationState,
  { annotator, question, seed }: DrawRequest,
  count: number,
): Promise<readonly Pair[]> {
  if (count === 0) return [];
  const alike = (await readQueuesOf(database, annotator)).filter((row) => row.question === question);
  const queues = new Set(alike.map(({ queue }) => queue));
  const own = new Map<number, Pair>();
  for (const { role, blind, queue, query, document } of state.labels(annotator)) {
    if (role === 'label' && blind && queues.has(queue))
      own.set(pairKey(query, document), { query, document });
  }
  return inRandomOrder([...own.values()], seed).slice(0, count);
}
