import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CallsOf, Handlers } from '../../shared/ipc/contract.ts';
import type { Changed } from './telling-changes.ts';

type EngineHandlers = Handlers<CallsOf<'engine'>, AbortSignal>;

/** What one window is answered by; `gone` when it is there no longer. */
export type WindowHandlers = { readonly handlers: EngineHandlers; readonly gone: () => Promise<void> };

export type Windows = {
  /** For each window the same handlers; `tell` says that a workspace it looks at has changed, by the path by which the window knows it. */
  readonly open: (tell: Changed) => WindowHandlers;
  /** Tells all windows that look at it, by whatever path it is named. */
  readonly changed: Changed;
};

/** The windows of an engine: a workspace is left only when the last that looked at it leaves it or is gone. */
export function windowHandlers(handlers: EngineHandlers): Windows {
  /** By the folder itself: it may have several names (symbolic links). */
  const looking = new Map<string, Map<Changed, string>>();

  function open(tell: Changed): WindowHandlers {
    // Two windows may be told by the same function.
    const window: Changed = (workspace, part) => tell(workspace, part);

    function enter(path: string): void {
      const folder = folderOf(path);
      looking.set(folder, (looking.get(folder) ?? new Map<Changed, string>()).set(window, path));
    }
    /** Whether nobody looks at it any more. */
    function isLast(path: string): boolean {
      // A folder that was moved meanwhile is still known by the path.
      const [folder = folderOf(path)] = Array.from(looking).flatMap(([at, windows]) =>
        windows.get(window) === path ? [at] : [],
      );
      const windows = looking.get(folder);
      windows?.delete(window);
      if (windows !== undefined && windows.size > 0) return false;
      looking.delete(folder);
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
        const own = [...looking.values()].flatMap((windows) => windows.get(window) ?? []);
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
    changed: (workspace, part) => looking.get(folderOf(workspace))?.forEach((path, tell) => tell(path, part)),
  };
}

/** The folder that a path leads to, through symbolic links; the path itself where there is none. */
function folderOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
