import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

/** Exchange formats. Loaded when first asked for. */
export function createExportHandlers(engine: Engine): Handlers<'run.export', AbortSignal> {
  return {
    async 'run.export'({ workspace: path, ...request }, task) {
      const { exportRun } = await import('../export/export-run.ts');
      return exportRun(await engine.workspaces.open(path), request, task);
    },
  };
}
