import type { Handlers } from '../../../shared/ipc/contract.ts';

type AgreementCalls = 'agreement.raters' | 'agreement.measure' | 'agreement.pairs';

/** Agreement between raters. In memory. */
export function agreementHandlers(): Handlers<AgreementCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new Error('not answered in memory'));
  return {
    'agreement.raters': unanswered,
    'agreement.measure': unanswered,
    'agreement.pairs': unanswered,
  };
}
