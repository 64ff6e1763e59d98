import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

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
export function createAnnotateHandlers(_engine: Engine): Handlers<AnnotateCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new AppError('failed', 'not answered yet'));
  return {
    'annotate.draw': unanswered,
    'annotate.pick': unanswered,
    'annotate.adjudicate': unanswered,
    'annotate.queues': unanswered,
    'annotate.items': unanswered,
    'annotate.record': unanswered,
    'annotate.skip': unanswered,
    'annotate.undo': unanswered,
    'annotate.redo': unanswered,
    'annotate.history': unanswered,
    'annotate.forecast': unanswered,
  };
}
