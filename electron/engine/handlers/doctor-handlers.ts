import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

/** What the engine runs on and with. Loaded when first asked for. */
export function createDoctorHandlers(engine: Engine): Handlers<'engine.doctor', AbortSignal> {
  return {
    async 'engine.doctor'() {
      const { examine } = await import('../doctor/examine.ts');
      return examine(engine.surroundings);
    },
  };
}
