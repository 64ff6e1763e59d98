import type { Handlers } from '../../../shared/ipc/contract.ts';

type RelabelCalls = 'relabel.list' | 'relabel.decide' | 'relabel.rule' | 'relabel.undo' | 'relabel.redo';

/** Decisions on top of the data. In memory. */
export function relabelHandlers(): Handlers<RelabelCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new Error('not answered in memory'));
  return {
    'relabel.list': unanswered,
    'relabel.decide': unanswered,
    'relabel.rule': unanswered,
    'relabel.undo': unanswered,
    'relabel.redo': unanswered,
  };
}
