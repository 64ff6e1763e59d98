import { AppError } from '../../../shared/errors.ts';
import { calls, type CallContext, type CallName, type Handlers } from '../../../shared/ipc/contract.ts';
import { Request, type Port, type Response } from '../../../shared/ipc/wire.ts';

export type MemoryHost = {
  readonly port: Port;
  readonly announce: (name: string, payload: unknown) => void;
  /** Answers every pending call with `host-exited`, as the main process does when the engine ends. */
  readonly crash: () => void;
};

type AnyHandler = (input: unknown, context: CallContext<AbortSignal>) => Promise<unknown>;

/** Serves calls in the same process. Inputs and outputs are held to the contract, as across a real boundary. */
export function createMemoryHost(handlers: Handlers<CallName, AbortSignal>): MemoryHost {
  const listeners: ((message: unknown) => void)[] = [];
  const running = new Map<number, AbortController>();
  const reply = (response: Response): void => {
    setTimeout(() => listeners.forEach((listener) => listener(structuredClone(response))));
  };

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!isCall(name)) throw new AppError('invalid-input', `no such call: ${name}`);
      // The name picks handler and schema together, but TypeScript sees a union of functions.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const handler = handlers[name] as AnyHandler;
      const value = await handler(calls[name].input.parse(input), {
        signal: controller.signal,
        progress: (progress) => running.has(id) && reply({ kind: 'progress', id, progress }),
      });
      if (running.delete(id)) reply({ kind: 'value', id, value: calls[name].output.parse(value) });
    } catch (error) {
      if (!running.delete(id)) return;
      const code = controller.signal.aborted
        ? 'cancelled'
        : error instanceof AppError
          ? error.code
          : 'failed';
      reply({ kind: 'error', id, code, message: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    port: {
      post(message) {
        const request = Request.parse(structuredClone(message));
        if (request.kind === 'cancel') running.get(request.id)?.abort();
        else void answer(request.id, request.name, request.input);
      },
      onMessage: (listener) => void listeners.push(listener),
      onClose: () => undefined,
    },
    announce: (name, payload) => reply({ kind: 'event', name, payload }),
    crash() {
      for (const [id, work] of running) {
        running.delete(id);
        work.abort();
        reply({ kind: 'error', id, code: 'host-exited', message: 'the engine ended' });
      }
    },
  };
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}
