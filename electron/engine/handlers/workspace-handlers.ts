import { ImportReport } from '../../../shared/domain/import-report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { readMeta } from '../workspace/meta.ts';
import { summariseWorkspace } from '../workspace/summarise-workspace.ts';

type WorkspaceCalls = 'workspace.open' | 'workspace.close' | 'dataset.importReport';

/** Workspaces: opening one with a summary of it, letting go of it, and how its data came in. */
export function createWorkspaceHandlers(engine: Engine): Handlers<WorkspaceCalls, AbortSignal> {
  return {
    async 'workspace.open'({ workspace: path }) {
      return summariseWorkspace(engine, await engine.workspaces.enter(path));
    },

    'workspace.close': ({ workspace: path }) => engine.workspaces.leave(path),

    async 'dataset.importReport'({ workspace: path }) {
      const workspace = await engine.workspaces.open(path);
      const stored = await readMeta(workspace.database, 'import_report');
      if (stored === null) {
        throw new AppError('not-found', `${workspace.path}: holds no import report; import the data again`);
      }
      return ImportReport.parse(JSON.parse(stored));
    },
  };
}
