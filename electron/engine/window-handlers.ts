import type { CallsOf, Handlers } from '../../shared/ipc/contract.ts';

type Tell = (workspace: string) => void;
type EngineHandlers = Handlers<CallsOf<'engine'>, AbortSignal>;

/** What one window is answered by; `gone` when it is there no longer. */
export type WindowHandlers = { readonly handlers: EngineHandlers; readonly gone: () => Promise<void> };

export type Windows = {
  /** For each window the same handlers; `tell` says that a workspace it looks at has changed. */
  readonly open: (tell: (workspace: string) => void) => WindowHandlers;
  /** Tells all windows that look at it. */
  readonly changed: (workspace: string) => void;
};

/** The windows of an engine: a workspace is left only when the last that looked at it leaves it or is gone. */
export function windowHandlers(handlers: EngineHandlers): Windows {
  const looking = new Map<string, Set<Tell>>();

  function open(tell: Tell): WindowHandlers {
    // Two windows may be told by the same function.
    const window: Tell = (workspace) => tell(workspace);

    function enter(path: string): void {
      looking.set(path, (looking.get(path) ?? new Set()).add(window));
    }
    /** Whether nobody looks at it any more. */
    function isLast(path: string): boolean {
      const windows = looking.get(path);
      windows?.delete(window);
      if (windows !== undefined && windows.size > 0) return false;
      looking.delete(path);
      return true;
    }
    return {
      handlers: {
        ...handlers,
        'workspace.open'(input, context) {
          enter(input.workspace);
          return handlers['workspace.open'](input, context);
        },
        async 'workspace.close'(input, context) {
          if (isLast(input.workspace)) await handlers['workspace.close'](input, context);
        },
      },
      async gone() {
        const own = [...looking].flatMap(([path, windows]) => (windows.has(window) ? [path] : []));
        const context = { signal: new AbortController().signal, progress: (): void => {} };
        const left = own
          .filter(isLast)
          .map((workspace) => handlers['workspace.close']({ workspace }, context));
        await Promise.allSettled(left);
      },
    };
  }
  return {
    open,
    changed: (workspace) => looking.get(workspace)?.forEach((tell) => tell(workspace)),
  };
}
