import { z } from 'zod';
import type { CallName } from '../../shared/ipc/contract.ts';
import type { Secrets } from './secrets.ts';

/** Calls that say in `judge.endpoint` which server is asked. */
const askingCalls: ReadonlySet<string> = new Set<CallName>([
  'judge.run',
  'judge.estimate',
  'judge.probe',
  'judge.models',
]);

const Asking = z.looseObject({ judge: z.looseObject({ endpoint: z.string() }) });

/**
 * A window's call on its way to the engine, with the key that is kept for its endpoint, if there is one. A window knows no keys: one that
 * it sends is taken out. Everything else goes on as it is and is validated by the engine.
 */
export function addKey(secrets: Pick<Secrets, 'keyFor'>, name: string, input: unknown): unknown {
  const asking = askingCalls.has(name) ? Asking.safeParse(input) : null;
  if (asking?.success !== true) return input;
  const { apiKey: _, ...judge } = asking.data.judge;
  const key = secrets.keyFor(judge.endpoint);
  return { ...asking.data, judge: key === null ? judge : { ...judge, apiKey: key } };
}
