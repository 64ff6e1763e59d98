import type { Workspace } from './workspace.ts';

/** The workspaces that this process holds. Opening one twice gives the same object; it stays open until closed. */
export type Workspaces = {
  readonly open: (path: string) => Promise<Workspace>;
  readonly close: (path: string) => Promise<void>;
  readonly closeAll: () => Promise<void>;
};
