import { z } from 'zod';
import type { AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk } from './annotation-desk.ts';
import { readQueuesOf } from './queue-store.ts';
import { queueSummary, queueView } from './queue-view.ts';

/** Queues of an annotator and those shared with them, newest first, and everyone who has a queue or gave a label here. */
export async function listQueues(
  workspace: Workspace,
  log: Logger,
  annotator: string,
): Promise<Output<'annotate.queues'>> {
  const { state } = await openDesk(workspace, log);
  const queues: AnnotationQueue[] = [];
  for (const { queue } of await readQueuesOf(workspace.database, annotator)) {
    queues.push(queueSummary(await queueView(workspace, queue, annotator), state));
  }
  const makers = await workspace.database.all(
    z.object({ annotator: z.string() }),
    'SELECT DISTINCT annotator FROM annotation_queues',
  );
  const annotators = new Set([...makers.map((maker) => maker.annotator), ...state.annotators()]);
  return { queues, annotators: [...annotators].toSorted() };
}

/** One queue as its annotator sees it. */
export async function tellQueue(
  workspace: Workspace,
  log: Logger,
  queue: string,
  annotator: string,
): Promise<AnnotationQueue> {
  const { state } = await openDesk(workspace, log);
  return queueSummary(await queueView(workspace, queue, annotator), state);
}
