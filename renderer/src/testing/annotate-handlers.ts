import type { annotateCalls } from '../../../shared/ipc/annotate-calls.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';

type AnnotateCalls = keyof typeof annotateCalls;

/** Human labels. In memory. */
export function annotateHandlers(): Handlers<AnnotateCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new Error('not answered in memory'));
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
