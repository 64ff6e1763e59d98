import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type AgreementCalls = 'agreement.raters' | 'agreement.measure' | 'agreement.pairs';

/** Agreement between raters. Loaded when first asked for. */
export function createAgreementHandlers(_engine: Engine): Handlers<AgreementCalls, AbortSignal> {
  const unanswered = (): Promise<never> => Promise.reject(new AppError('failed', 'not answered yet'));
  return {
    'agreement.raters': unanswered,
    'agreement.measure': unanswered,
    'agreement.pairs': unanswered,
  };
}
