import type { Progress } from '../domain/progress.ts';
import { AppError } from '../errors.ts';
import {
  calls,
  events,
  type CallName,
  type EventName,
  type Input,
  type Output,
  type Payload,
} from './contract.ts';
import { Response, type Port } from './wire.ts';

export type CallOptions = {
  readonly signal?: Signal;
  readonly onProgress?: (progress: Progress) => void;
};

export type Client = {
  readonly call: <N extends CallName>(name: N, input: Input<N>, options?: CallOptions) => Promise<Output<N>>;
  /** Returns the function that stops listening. */
  readonly on: <N extends EventName>(name: N, listener: (payload: Payload<N>) => void) => () => void;
};

/** The part of `AbortSignal` used here; `shared/` compiles without DOM and Node types. */
export type Signal = {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
};

type Pending = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
};

/**
 * Calls over a port. Every call ends: with its value, an error, or `host-exited` when the port closes. Calls are numbered from `firstId`: where
 * another client had the port before, answers to it may still come.
 */
export function createClient(port: Port, firstId = 0): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let nextId = firstId;
  let closed = false;

  port.onMessage((message) => {
    const response = Response.parse(message);
    if (response.kind === 'event') {
      for (const listener of listeners.get(response.name) ?? []) listener(response.payload);
      return;
    }
    const waiting = pending.get(response.id);
    if (response.kind === 'progress') {
      waiting?.onProgress?.(response.progress);
      return;
    }
    pending.delete(response.id);
    if (response.kind === 'value') waiting?.resolve(response.value);
    else waiting?.reject(new AppError(response.code, response.message));
  });

  port.onClose(() => {
    closed = true;
    for (const waiting of pending.values()) waiting.reject(new AppError('host-exited', 'the process ended'));
    pending.clear();
  });

  return {
    async call(name, input, options = {}) {
      if (closed) throw new AppError('host-exited', 'the process ended');
      if (options.signal?.aborted) throw new AppError('cancelled', `${name} was cancelled`);
      const id = nextId++;
      const cancel = (): void => {
        if (pending.has(id)) port.post({ kind: 'cancel', id });
      };
      // One signal may belong to many calls (a build's), so each leaves it when it ends.
      const value = await new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress: options.onProgress });
        options.signal?.addEventListener('abort', cancel);
        port.post({ kind: 'call', id, name, input });
      }).finally(() => options.signal?.removeEventListener('abort', cancel));
      // The contract ties the schema to the name, but TypeScript cannot follow the lookup.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return calls[name].output.parse(value) as Output<typeof name>;
    },
    on(name, listener) {
      const own = (payload: unknown): void => {
        // As above: the schema of `name` makes the payload of `name`.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        listener(events[name].parse(payload) as Payload<typeof name>);
      };
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(own));
      return () => void all.delete(own);
    },
  };
}
