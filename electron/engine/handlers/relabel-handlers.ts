import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type RelabelCalls = 'relabel.list' | 'relabel.decide' | 'relabel.rule' | 'relabel.undo' | 'relabel.redo';

/** Decisions on top of the data. Loaded when first asked for. */
export function createRelabelHandlers(_engine: Engine): Handlers<RelabelCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new AppError('failed', 'not answered yet'));
  return {
    'relabel.list': unanswered,
    'relabel.decide': unanswered,
    'relabel.rule': unanswered,
    'relabel.undo': unanswered,
    'relabel.redo': unanswered,
  };
}
