import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

type RateCalls = 'rates.view' | 'rates.at' | 'rates.run' | 'rates.suggest';

/** False-negative rates. Loaded when first asked for. */
export function createRateHandlers(engine: Engine): Handlers<RateCalls, AbortSignal> {
  return {
    async 'rates.view'(view, task) {
      const { viewRates } = await import('../rates/view-rates.ts');
      return viewRates(engine, view, task);
    },

    async 'rates.at'(view, task) {
      const { ratesAt } = await import('../rates/view-rates.ts');
      return ratesAt(engine, view, task);
    },

    async 'rates.run'(request, task) {
      const { runRates } = await import('../rates/run-rates.ts');
      return runRates(engine, request, task);
    },

    async 'rates.suggest'(request, task) {
      const { suggestValue } = await import('../rates/suggest-value.ts');
      return suggestValue(engine, request, task);
    },
  };
}
