import type { CallsOf, Handlers } from '../../shared/ipc/contract.ts';

type EngineHandlers = Handlers<CallsOf<'engine'>, AbortSignal>;

/** What one window is answered by; `gone` when it is there no longer. */
export type WindowHandlers = { readonly handlers: EngineHandlers; readonly gone: () => Promise<void> };

/** For each window the same handlers; a workspace is left only when the last window that looked at it leaves it or is gone. */
export function windowHandlers(handlers: EngineHandlers): () => WindowHandlers {
  const looking = new Map<string, Set<symbol>>();

  return () => {
    const window = Symbol('window');

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
  };
}
