import type { AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { createDecidedViews } from '../mine/decided-views.ts';

type AnnotateCalls =
  | 'annotate.draw'
  | 'annotate.pick'
  | 'annotate.adjudicate'
  | 'annotate.queues'
  | 'annotate.items'
  | 'annotate.record'
  | 'annotate.skip'
  | 'annotate.undo'
  | 'annotate.redo'
  | 'annotate.history'
  | 'annotate.forecast';

/** Human labels. Loaded when first asked for. */
export function createAnnotateHandlers(engine: Engine): Handlers<AnnotateCalls, AbortSignal> {
  const { log } = engine.surroundings;
  const views = createDecidedViews(engine);
  const open = (path: string) => engine.workspaces.open(path);

  async function told(path: string, queue: string, annotator: string): Promise<AnnotationQueue> {
    const { tellQueue } = await import('../annotate/list-queues.ts');
    return tellQueue(await open(path), log, queue, annotator);
  }

  return {
    async 'annotate.draw'(request, task) {
      const { drawQueue } = await import('../annotate/draw-queue.ts');
      return told(request.workspace, await drawQueue(engine, request, task), request.annotator);
    },

    async 'annotate.pick'({ workspace: path, ...request }) {
      const { pickQueue } = await import('../annotate/pick-queue.ts');
      return told(path, await pickQueue(await open(path), request), request.annotator);
    },

    async 'annotate.adjudicate'({ workspace: path, annotator }) {
      const { adjudicationQueue } = await import('../annotate/adjudication-queue.ts');
      return told(path, await adjudicationQueue(await open(path), log, annotator), annotator);
    },

    async 'annotate.queues'({ workspace: path, annotator }) {
      const { listQueues } = await import('../annotate/list-queues.ts');
      return listQueues(await open(path), log, annotator);
    },

    async 'annotate.items'({ workspace: path, ...asked }, task) {
      const { listItems } = await import('../annotate/list-items.ts');
      return listItems(await open(path), { log, views }, asked, task);
    },

    async 'annotate.record'({ workspace: path, ...asked }) {
      const { recordLabel } = await import('../annotate/save-entries.ts');
      return recordLabel(await open(path), log, asked);
    },

    async 'annotate.skip'({ workspace: path, ...asked }) {
      const { skipItem } = await import('../annotate/save-entries.ts');
      return skipItem(await open(path), log, asked);
    },

    async 'annotate.undo'({ workspace: path, ...asked }) {
      const { stepBackOrForth } = await import('../annotate/save-entries.ts');
      return stepBackOrForth(await open(path), log, asked, 'undo');
    },

    async 'annotate.redo'({ workspace: path, ...asked }) {
      const { stepBackOrForth } = await import('../annotate/save-entries.ts');
      return stepBackOrForth(await open(path), log, asked, 'redo');
    },

    async 'annotate.history'({ workspace: path, annotator, limit }) {
      const { annotationHistory } = await import('../annotate/annotation-history.ts');
      return annotationHistory(await open(path), log, annotator, limit);
    },

    async 'annotate.forecast'(request, task) {
      const { forecastLabels } = await import('../annotate/forecast-labels.ts');
      return forecastLabels(engine, request, task);
    },
  };
}
