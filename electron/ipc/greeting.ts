import { z } from 'zod';

/** The first message of whoever connects: the token of `holder.json`. */
export const Hello = z.object({ kind: z.literal('hello'), token: z.string() });

/** The answer of the process that listens. */
export const Welcome = z.object({ kind: z.literal('welcome'), pid: z.int() });
export type Welcome = z.infer<typeof Welcome>;

/** How long each side waits for the other's first message. */
export const greetingTimeoutMs = 5_000;
