import type { Handlers, Output } from '../../../shared/ipc/contract.ts';

type SecretCalls = 'secrets.list' | 'secrets.save' | 'secrets.find' | 'secrets.remove';

/** For which servers there is a key, until the page is closed; keys themselves are forgotten at once. */
export function secretHandlers(): Handlers<SecretCalls, AbortSignal> {
  const kept = new Map<string, 'system' | 'session'>();
  const list = (): Output<'secrets.list'> => ({
    encrypts: true,
    reason: null,
    keys: Array.from(kept, ([endpoint, place]) => ({ endpoint, kept: place })),
  });
  return {
    'secrets.list': async () => list(),
    async 'secrets.save'({ endpoint, forSession }) {
      kept.set(endpoint, forSession ? 'session' : 'system');
      return list();
    },
    'secrets.find': async ({ endpoint }) => ({ baseUrl: endpoint, kept: kept.get(endpoint) ?? null }),
    async 'secrets.remove'({ endpoint }) {
      kept.delete(endpoint);
      return list();
    },
  };
}
