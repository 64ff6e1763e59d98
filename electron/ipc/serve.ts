import { AppError } from '../../shared/errors.ts';
import { calls, type CallContext, type CallName, type Handlers } from '../../shared/ipc/contract.ts';
import { Request, type Port, type Response } from '../../shared/ipc/wire.ts';
import { letGo } from '../engine/let-go.ts';
import { toErrorResponse } from './error-response.ts';

type AnyHandler = (input: unknown, context: CallContext<AbortSignal>) => Promise<unknown>;

/** Answers calls that arrive on `port`; refuses every input the contract does not allow. */
export function serve<N extends CallName>(port: Port, handlers: Handlers<N, AbortSignal>): void {
  const running = new Map<number, AbortController>();

  port.onMessage((message) => {
    const request = Request.safeParse(message);
    if (!request.success) return;
    if (request.data.kind === 'cancel') running.get(request.data.id)?.abort();
    else void answer(request.data.id, request.data.name, request.data.input);
  });

  port.onClose(() => {
    for (const controller of running.values()) controller.abort(letGo);
  });

  async function answer(id: number, name: string, rawInput: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await run(name, rawInput, {
        signal: controller.signal,
        progress: (progress) => {
          if (running.has(id)) reply({ kind: 'progress', id, progress });
        },
      });
      reply({ kind: 'value', id, value });
    } catch (error) {
      reply(
        controller.signal.aborted
          ? { kind: 'error', id, code: 'cancelled', message: 'cancelled' }
          : toErrorResponse(id, error),
      );
    } finally {
      running.delete(id);
    }
  }

  async function run(name: string, rawInput: unknown, context: CallContext<AbortSignal>): Promise<unknown> {
    if (!isServed(name)) throw new AppError('invalid-input', `no such call here: ${name}`);
    const input = calls[name].input.safeParse(rawInput);
    if (!input.success) throw new AppError('invalid-input', `${name}: ${describe(input.error.issues)}`);
    // The key picks handler and schema together, but TypeScript sees a union of functions.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (handlers[name] as AnyHandler)(input.data, context);
  }

  function isServed(name: string): name is N {
    return Object.hasOwn(handlers, name);
  }

  function reply(response: Response): void {
    port.post(response);
  }
}

function describe(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
