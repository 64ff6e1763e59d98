import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { JobCall, JobsStore, Leaves } from './jobs.ts';
import type { LabelsStore } from './labels.ts';
import { endOf, idle, type Request } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

export type LabelsImport = Omit<Input<'labels.import'>, 'workspace'>;
export type LabelsExport = Pick<Input<'labels.export'>, 'out' | 'format' | 'kind' | 'withUngraded'>;

export type LabelFilesState = {
  readonly imported: Request<Output<'labels.import'>>;
  readonly exported: Request<Output<'labels.export'>>;
  readonly import: (choice: LabelsImport) => void;
  readonly export: (choice: LabelsExport) => void;
  /** What came of the last ones, once it was read. */
  readonly forget: () => void;
};

export type LabelFilesStore = StoreApi<LabelFilesState>;

/** Labels made elsewhere, and labels for elsewhere. */
export function createLabelFilesStore(
  jobs: JobsStore,
  workspace: WorkspaceStore,
  labels: LabelsStore,
): LabelFilesStore {
  return createStore<LabelFilesState>()((set) => {
    function start<T>(
      title: string,
      leaves: Leaves,
      put: (request: Request<T>) => void,
      ask: (call: JobCall) => Promise<T>,
    ): void {
      jobs.getState().start({
        title,
        about: 'labels',
        leaves,
        async work(call) {
          put({ kind: 'running', value: null });
          try {
            put({ kind: 'ready', value: await ask(call) });
          } catch (error) {
            put(endOf(error));
            throw error;
          }
        },
      });
    }
    const path = (): string => workspace.getState().path ?? '';
    return {
      imported: idle,
      exported: idle,
      import(choice) {
        const open = path();
        start<Output<'labels.import'>>(
          'Reading labels',
          'nothing',
          (imported) => set({ imported }),
          async (call) => {
            const found = await call('labels.import', { workspace: open, ...choice });
            // A label that replaces another changes no count.
            labels.getState().touch();
            return found;
          },
        );
      },
      export(choice) {
        const open = path();
        start<Output<'labels.export'>>(
          'Writing labels',
          'no-file',
          (exported) => set({ exported }),
          // The dialog has asked about an existing file.
          (call) => call('labels.export', { workspace: open, ...choice, replace: true }),
        );
      },
      forget: () => set({ imported: idle, exported: idle }),
    };
  });
}
