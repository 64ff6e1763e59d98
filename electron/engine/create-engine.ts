import type { Engine } from './engine.ts';
import { stopJudges } from './judge/judges-at-work.ts';
import { physicalCores } from './physical-cores.ts';
import type { Surroundings } from './surroundings.ts';
import { closeTeachers } from './teachers/registry.ts';
import { closeWordIndexes } from './words/word-indexes.ts';
import { createWorkspaces } from './workspace/create-workspaces.ts';
import type { HolderAddress } from './workspace/holder.ts';

/** What starts an engine must say; threads default to the physical cores, the device to `auto`. */
export type EngineStart = Omit<Surroundings, 'threads' | 'device'> &
  Partial<Pick<Surroundings, 'threads' | 'device'>>;

/** The one engine of a process. `address` is where other processes reach it (`listenPrivately`); they are refused without one. */
export function createEngine(start: EngineStart, address?: HolderAddress): Engine {
  const surroundings: Surroundings = {
    ...start,
    threads: start.threads ?? physicalCores(),
    device: start.device ?? 'auto',
  };
  return {
    surroundings,
    workspaces: createWorkspaces(surroundings, address, async (workspace) => {
      await stopJudges(workspace);
      await closeTeachers(workspace);
      await closeWordIndexes(workspace);
    }),
  };
}
