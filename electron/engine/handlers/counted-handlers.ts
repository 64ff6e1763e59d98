import type { CallContext, CallName, Handlers } from '../../../shared/ipc/contract.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

type AnyHandler = (input: unknown, context: CallContext<AbortSignal>) => Promise<unknown>;

/** The same handlers; while one of them works in a workspace, that is neither replaced nor closed behind a window that leaves it. */
export function countedHandlers<N extends CallName>(
  handlers: Handlers<N, AbortSignal>,
  workspaces: Workspaces,
): Handlers<N, AbortSignal> {
  // TypeScript loses here which handler has which input and output; each keeps its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const counted = Object.entries(handlers as Readonly<Record<string, AnyHandler>>).map(
    ([name, handler]): [string, AnyHandler] => [
      name,
      (input, context) => {
        const path = workspaceOf(name, input);
        return path === null
          ? handler(input, context)
          : workspaces.during(path, name, () => handler(input, context));
      },
    ],
  );
  // As above.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(counted) as Handlers<N, AbortSignal>;
}

/** They wait for others: counted themselves, they would wait for their own end. An import works beside its place until it moves there. */
const uncounted: ReadonlySet<string> = new Set<CallName>(['dataset.import', 'workspace.close']);

/** Null for a call that works in none. */
function workspaceOf(name: string, input: unknown): string | null {
  if (uncounted.has(name)) return null;
  if (typeof input !== 'object' || input === null || !('workspace' in input)) return null;
  return typeof input.workspace === 'string' ? input.workspace : null;
}
