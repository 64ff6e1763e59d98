import type { Handlers } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { mineRun } from '../mine/mine-run.ts';
import { readReport } from '../mine/open-run.ts';
import { removeRunFiles } from '../mine/run-files.ts';
import { minedOver, readRunRow, removeRunRow } from '../mine/run-rows.ts';

type RunCalls = 'run.mine' | 'run.report' | 'run.remove';

/** Stored runs: mining one, its numbers again, forgetting it. */
export function createRunHandlers(engine: Engine): Handlers<RunCalls, AbortSignal> {
  return {
    'run.mine': (input, task) => mineRun(engine, input, task),

    async 'run.report'({ workspace: path, run }) {
      return readReport(await engine.workspaces.open(path), run);
    },

    async 'run.remove'({ workspace: path, run }) {
      const workspace = await engine.workspaces.open(path);
      if (workspace.readOnly) {
        throw new AppError('read-only', `${workspace.path} cannot be written: its runs stay as they are`);
      }
      const { supplied } = await readRunRow(workspace, run);
      const users = supplied ? await minedOver(workspace, run) : [];
      if (users.length > 0) {
        const named = users.map((name) => `run "${name}"`).join(', ');
        throw new AppError(
          'invalid-input',
          `the negatives of run "${run}" came with the data, and ${named} decided about them: remove that first`,
        );
      }
      await removeRunRow(workspace, run);
      await removeRunFiles(workspace, run);
    },
  };
}
