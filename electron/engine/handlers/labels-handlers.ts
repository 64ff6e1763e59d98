import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';

/** Labels made elsewhere. Loaded when first asked for. */
export function createLabelsHandlers(
  engine: Engine,
): Handlers<'labels.import' | 'labels.export', AbortSignal> {
  return {
    async 'labels.import'({ workspace: path, ...request }, task) {
      const { importLabels } = await import('../labels/import-labels.ts');
      return importLabels(await engine.workspaces.open(path), request, task);
    },

    async 'labels.export'({ workspace: path, ...request }, task) {
      const { exportLabels } = await import('../labels/export-labels.ts');
      return exportLabels(await engine.workspaces.open(path), request, task);
    },
  };
}
