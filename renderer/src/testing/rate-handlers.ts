import type { Handlers } from '../../../shared/ipc/contract.ts';

type RateCalls = 'rates.view' | 'rates.at' | 'rates.run' | 'rates.suggest';

/** False-negative rates. In memory. */
export function rateHandlers(): Handlers<RateCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new Error('not answered in memory'));
  return {
    'rates.view': unanswered,
    'rates.at': unanswered,
    'rates.run': unanswered,
    'rates.suggest': unanswered,
  };
}
