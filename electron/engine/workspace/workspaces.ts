import type { Workspace } from './workspace.ts';

/** The workspaces that this process holds. Opening one twice gives the same object; it stays open until closed. */
export type Workspaces = {
  readonly open: (path: string) => Promise<Workspace>;
  /** Closes it whatever works in it. */
  readonly close: (path: string) => Promise<void>;
  /** Opens it to be looked at: an earlier `leave` that still waits counts no more. */
  readonly enter: (path: string) => Promise<Workspace>;
  /**
   * Nobody looks at it any more: closed when this resolves, or, while calls work in it (a command's, or work that a window began), as soon
   * as the last of them has ended.
   */
  readonly leave: (path: string) => Promise<void>;
  /** Runs `work`, the call `name` in the workspace at `path`: until it ends, `letGo` does not take that away. */
  readonly during: <T>(path: string, name: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves once no call works in it. Error: `workspace-held` when one goes on for long. */
  readonly mustBeIdle: (path: string) => Promise<void>;
  /**
   * Closes it once no call works in it, and runs `meanwhile` before it can be opened here again. Error: `workspace-held` when a
   * call goes on for long; then nothing was closed.
   */
  readonly letGo: (path: string, meanwhile?: () => Promise<void>) => Promise<void>;
  readonly closeAll: () => Promise<void>;
};
