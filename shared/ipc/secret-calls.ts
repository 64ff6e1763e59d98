import { z } from 'zod';
import { call } from './call.ts';

const KeyPlace = z.object({ endpoint: z.string(), kept: z.enum(['system', 'session']) });

const Secrets = z.object({
  /** Whether the system's store encrypts; where it does not, keys are only kept for the session. */
  encrypts: z.boolean(),
  /** Why not, in a sentence. */
  reason: z.string().nullable(),
  /** Endpoints for which there is a key. Keys themselves never reach a window. */
  keys: z.array(KeyPlace),
});

/** Answered by the main process: keys of servers. They go in and never come out; main adds them to calls on their way to the engine. */
export const secretCalls = {
  'secrets.list': call('main', z.void(), Secrets),
  'secrets.save': call(
    'main',
    z.object({ endpoint: z.string().min(1), key: z.string().min(1).max(10_000), forSession: z.boolean() }),
    Secrets,
  ),
  /** How the endpoint is written when it is compared, and whether there is a key for it. Null where it is no address. */
  'secrets.find': call(
    'main',
    z.object({ endpoint: z.string() }),
    z.object({ baseUrl: z.string().nullable(), kept: KeyPlace.shape.kept.nullable() }),
  ),
  'secrets.remove': call('main', z.object({ endpoint: z.string() }), Secrets),
};
