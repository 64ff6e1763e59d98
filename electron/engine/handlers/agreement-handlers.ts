import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type AgreementCalls = 'agreement.raters' | 'agreement.measure' | 'agreement.pairs';

/** Agreement between raters. Loaded when first asked for. */
export function createAgreementHandlers(engine: Engine): Handlers<AgreementCalls, AbortSignal> {
  return {
    async 'agreement.raters'({ workspace }) {
      const { listRaters } = await import('../agreement/list-raters.ts');
      return listRaters(await engine.workspaces.open(workspace));
    },

    async 'agreement.measure'(request, task) {
      const { measureAgreement } = await import('../agreement/measure-agreement.ts');
      return measureAgreement(engine, request, task);
    },

    async 'agreement.pairs'(request, task) {
      const { agreementPairs } = await import('../agreement/agreement-pairs.ts');
      return agreementPairs(engine, request, task);
    },
  };
}
