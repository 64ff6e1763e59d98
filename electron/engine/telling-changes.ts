import { z } from 'zod';
import { changingCalls } from '../../shared/ipc/changing-calls.ts';
import type { CallContext, CallsOf, Handlers } from '../../shared/ipc/contract.ts';

type EngineHandlers = Handlers<CallsOf<'engine'>, AbortSignal>;
type AnyHandler = (input: unknown, context: CallContext<AbortSignal>) => Promise<unknown>;

const InWorkspace = z.object({ workspace: z.string() });

/**
 * The same handlers, which say `changed` with the path of a workspace whenever one of them may have stored something in it: as it goes on, and
 * when it ends, however it does.
 */
export function tellingChanges(
  handlers: EngineHandlers,
  changed: (workspace: string) => void,
): EngineHandlers {
  const told = Object.entries(handlers).map(([name, handler]) => {
    if (!isChanging(name)) return [name, handler] as const;
    // What is handed over stays what it was; the names keep inputs and answers apart.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return [name, telling(handler as AnyHandler, changed)] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return Object.fromEntries(told) as EngineHandlers;
}

const changingNames: ReadonlySet<string> = changingCalls;

function isChanging(name: string): boolean {
  return changingNames.has(name);
}

function telling(handler: AnyHandler, changed: (workspace: string) => void): AnyHandler {
  return async (input, context) => {
    const { workspace } = InWorkspace.parse(input);
    const progress: typeof context.progress = (now) => {
      context.progress(now);
      changed(workspace);
    };
    try {
      return await handler(input, { ...context, progress });
    } finally {
      changed(workspace);
    }
  };
}
