import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataFormat, ImportReport } from '../../../shared/domain/import-report.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { ColumnChoice } from '../../../shared/ipc/data-calls.ts';
import type { JobsStore } from './jobs.ts';
import { latestOnly } from './latest-only.ts';
import { asRunning, idle, toAppError, type Request } from './request.ts';

export type Preview = Output<'dataset.preview'>;

/** What a person may change before the import; absent means detected. */
export type ImportChoices = {
  readonly format: DataFormat | null;
  readonly split: string;
  readonly columns: ColumnChoice;
  readonly strict: boolean;
  readonly replace: boolean;
};

export type DataImport = {
  readonly paths: readonly string[];
  readonly choices: ImportChoices;
  readonly workspace: string;
  readonly preview: Request<Preview>;
  readonly report: Request<ImportReport>;
  readonly choosePaths: (paths: readonly string[]) => Promise<void>;
  readonly change: (patch: Partial<ImportChoices>) => void;
  readonly setWorkspace: (workspace: string) => void;
  readonly start: () => void;
};

export type DataImportStore = StoreApi<DataImport>;

const startChoices: ImportChoices = { format: null, split: '', columns: {}, strict: false, replace: false };

type Question = { readonly paths: readonly string[]; readonly choices: ImportChoices };

/** One import, from the chosen files to its report. `onDone` is given the new workspace. */
export function createDataImportStore(
  api: Client,
  jobs: JobsStore,
  onDone: (workspace: string) => Promise<void>,
): DataImportStore {
  return createStore<DataImport>()((set, get) => {
    const preview = latestOnly<Question, Preview>({
      work: ({ paths, choices }, signal) => api.call('dataset.preview', inputOf(paths, choices), { signal }),
      onValue: (value) => set({ preview: { kind: 'ready', value } }),
      onError(thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'cancelled') set({ preview: { kind: 'failed', error, value: null } });
      },
    });
    function look(): void {
      const { paths, choices } = get();
      set({ preview: asRunning(get().preview) });
      preview.ask({ paths, choices });
    }
    return {
      paths: [],
      choices: startChoices,
      workspace: '',
      preview: idle,
      report: idle,
      async choosePaths(paths) {
        preview.cancel();
        set({ paths, choices: startChoices, workspace: '', preview: idle, report: idle });
        look();
        const data = paths[0];
        if (data === undefined) return;
        const workspace = await api.call('workspace.suggestPath', { data }).catch(() => '');
        if (get().paths === paths && get().workspace === '') set({ workspace });
      },
      change(patch) {
        set({ choices: { ...get().choices, ...patch } });
        if ('format' in patch || 'columns' in patch) look();
      },
      setWorkspace: (workspace) => set({ workspace }),
      start() {
        const { paths, choices, workspace } = get();
        set({ report: idle });
        jobs.getState().start({
          title: 'Importing',
          about: 'import',
          leaves: 'nothing',
          async work(call) {
            const report = await call('dataset.import', {
              ...inputOf(paths, choices),
              workspace,
              strict: choices.strict,
              replace: choices.replace,
            });
            set({ report: { kind: 'ready', value: report } });
            // The import is done: opening what it made is no part of it, and has nothing that could be cancelled.
            void onDone(workspace);
          },
        });
      },
    };
  });
}

function inputOf(paths: readonly string[], { format, split, columns }: ImportChoices) {
  return {
    paths: [...paths],
    columns,
    ...(format === null ? {} : { format }),
    ...(split.trim() === '' ? {} : { split: split.trim() }),
  };
}
