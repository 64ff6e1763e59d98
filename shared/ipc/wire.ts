import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { Progress } from '../domain/progress.ts';

/** What travels between processes. Names and payloads are checked against the contract, not here; JSON leaves `undefined` out. */
export const Request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown().optional() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
]);
export type Request = z.infer<typeof Request>;

/** A call is answered by exactly one `value` or `error`; `progress` may come before it; an `event` belongs to no call. */
export const Response = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), id: z.int(), value: z.unknown().optional() }),
  z.object({ kind: z.literal('error'), id: z.int(), code: z.enum(errorCodes), message: z.string() }),
  z.object({ kind: z.literal('progress'), id: z.int(), progress: Progress }),
  z.object({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type Response = z.infer<typeof Response>;

/** One end of a connection: an Electron channel, a message port, a socket, or a pair in memory. */
export type Port = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
};
