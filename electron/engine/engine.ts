import type { Surroundings } from './surroundings.ts';
import type { Workspaces } from './workspace/workspaces.ts';

/** What every handler is made from: one per process. */
export type Engine = {
  readonly surroundings: Surroundings;
  readonly workspaces: Workspaces;
};
