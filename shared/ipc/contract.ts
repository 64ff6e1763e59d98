import type { z } from 'zod';
import type { Progress } from '../domain/progress.ts';
import { agreementCalls } from './agreement-calls.ts';
import { annotateCalls } from './annotate-calls.ts';
import { appCalls, appEvents } from './app-calls.ts';
import { dataCalls } from './data-calls.ts';
import { detailCalls } from './detail-calls.ts';
import { judgeCalls } from './judge-calls.ts';
import { rateCalls } from './rate-calls.ts';
import { relabelCalls } from './relabel-calls.ts';
import { runCalls } from './run-calls.ts';
import { secretCalls } from './secret-calls.ts';
import { settingCalls } from './setting-calls.ts';
import { teacherCalls } from './teacher-calls.ts';
import { tuningCalls } from './tuning-calls.ts';
import { viewCalls } from './view-calls.ts';

/** Every call that crosses a process boundary. A call that is not listed here does not exist. */
export const calls = {
  ...appCalls,
  ...dataCalls,
  ...teacherCalls,
  ...runCalls,
  ...viewCalls,
  ...judgeCalls,
  ...tuningCalls,
  ...settingCalls,
  ...detailCalls,
  ...annotateCalls,
  ...rateCalls,
  ...agreementCalls,
  ...relabelCalls,
  ...secretCalls,
} as const;

/** What a host announces unasked. */
export const events = { ...appEvents } as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type CallsOf<H extends 'main' | 'engine'> = {
  [N in CallName]: (typeof calls)[N]['host'] extends H ? N : never;
}[CallName];

export type EventName = keyof typeof events;
export type Payload<N extends EventName> = z.output<(typeof events)[N]>;

/** What a handler is given beside its input. `S` is the host's `AbortSignal`. */
export type CallContext<S> = { readonly signal: S; readonly progress: (progress: Progress) => void };

/** What a host implements: one function per call it answers. */
export type Handlers<N extends CallName, S> = {
  readonly [K in N]: (
    input: z.output<(typeof calls)[K]['input']>,
    context: CallContext<S>,
  ) => Promise<Output<K>>;
};
