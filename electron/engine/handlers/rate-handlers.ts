import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type RateCalls = 'rates.view' | 'rates.at' | 'rates.run' | 'rates.suggest';

/** False-negative rates. Loaded when first asked for. */
export function createRateHandlers(_engine: Engine): Handlers<RateCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new AppError('failed', 'not answered yet'));
  return {
    'rates.view': unanswered,
    'rates.at': unanswered,
    'rates.run': unanswered,
    'rates.suggest': unanswered,
  };
}
