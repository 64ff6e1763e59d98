import { z } from 'zod';
import { changingCalls, type ChangedPart } from '../../shared/ipc/changing-calls.ts';
import type { CallContext, CallsOf, Handlers } from '../../shared/ipc/contract.ts';

type EngineHandlers = Handlers<CallsOf<'engine'>, AbortSignal>;
type AnyHandler = (input: unknown, context: CallContext<AbortSignal>) => Promise<unknown>;

const InWorkspace = z.object({ workspace: z.string() });

/** Is told the path of a workspace in which something may have been stored, and what kind of thing. */
export type Changed = (workspace: string, part: ChangedPart) => void;

/** The same handlers, which say `changed` whenever one of them may have stored something: as it goes on, and when it ends, however it does. */
export function tellingChanges(handlers: EngineHandlers, changed: Changed): EngineHandlers {
  const told = Object.entries(handlers).map(([name, handler]) => {
    const part = parts.get(name);
    if (part === undefined) return [name, handler] as const;
    // What is handed over stays what it was; the names keep inputs and answers apart.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return [name, telling(handler as AnyHandler, (at) => changed(at, part))] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return Object.fromEntries(told) as EngineHandlers;
}

const parts: ReadonlyMap<string, ChangedPart> = new Map(Object.entries(changingCalls));

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
