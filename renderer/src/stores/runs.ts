import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RunReport } from '../../../shared/domain/report.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import type { JobsStore } from './jobs.ts';
import { asRunning, endOf, idle, toAppError, type Request } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

/** A run to be made from the setting on screen. */
export type NewRun = {
  readonly run: string;
  readonly teacher: string;
  readonly split: string;
  readonly settings: MiningSettings;
  /** The run that came with the data whose negatives are decided; absent: retrieved candidates. */
  readonly supplied?: string;
  readonly replace: boolean;
};

export type ExportChoice = {
  readonly run: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly candidates: boolean;
  /** Absent: where they stand beside everything else. */
  readonly scores?: boolean;
};

export type Exported = Output<'run.export'>;

export type RunsState = {
  readonly reports: ReadonlyMap<string, Request<RunReport>>;
  /** The run whose numbers are shown. */
  readonly selected: string | null;
  readonly exported: Request<Exported>;
  readonly select: (run: string) => void;
  readonly store: (run: NewRun) => void;
  readonly remove: (run: string) => void;
  /** It was stored anew: its numbers are read again where they were read before. */
  readonly readAgain: (run: string) => void;
  /** It is there no longer. */
  readonly forget: (run: string) => void;
  /** Exports a stored run; `first` is stored before. */
  readonly export: (choice: ExportChoice, first: NewRun | null) => void;
  readonly forgetExport: () => void;
  readonly reset: () => void;
};

export type RunsStore = StoreApi<RunsState>;

/** Stored runs: their reports, storing, exporting, removing. */
export function createRunsStore(api: Client, jobs: JobsStore, workspace: WorkspaceStore): RunsStore {
  return createStore<RunsState>()((set, get) => {
    const path = (): string => workspace.getState().path ?? '';
    const put = (run: string, report: Request<RunReport>): void =>
      set({ reports: new Map(get().reports).set(run, report) });

    async function read(run: string): Promise<void> {
      const workspaceOf = path();
      put(run, asRunning(get().reports.get(run) ?? idle));
      let read: Request<RunReport>;
      try {
        read = { kind: 'ready', value: await api.call('run.report', { workspace: workspaceOf, run }) };
      } catch (error) {
        read = { kind: 'failed', error: toAppError(error), value: null };
      }
      // The same name may be another run in the workspace that is open by now.
      if (path() === workspaceOf) put(run, read);
    }

    return {
      reports: new Map(),
      selected: null,
      exported: idle,
      select(run) {
        set({ selected: run });
        const { reports } = get();
        if (reports.get(run)?.kind !== 'ready') void read(run);
      },
      store(run) {
        const open = path();
        jobs.getState().start({
          title: `Storing ${run.run}`,
          about: 'run',
          leaves: 'nothing',
          async work(call) {
            const value = await call('run.mine', { workspace: open, ...run });
            if (path() !== open) return;
            put(run.run, { kind: 'ready', value });
            await workspace.getState().refresh();
            set({ selected: run.run });
          },
        });
      },
      remove(run) {
        const open = path();
        jobs.getState().start({
          title: `Removing ${run}`,
          about: 'run',
          leaves: 'nothing',
          async work(call) {
            await call('run.remove', { workspace: open, run });
            if (path() !== open) return;
            get().forget(run);
            await workspace.getState().refresh();
          },
        });
      },
      readAgain(run) {
        if (get().reports.has(run)) void read(run);
      },
      forget(run) {
        const reports = new Map(get().reports);
        reports.delete(run);
        set({ reports, selected: get().selected === run ? null : get().selected });
      },
      export(choice, first) {
        const open = path();
        jobs.getState().start({
          title: `Exporting ${choice.run}`,
          about: 'export',
          leaves: 'no-file',
          async work(call) {
            set({ exported: { kind: 'running', value: null } });
            try {
              if (first) {
                const value = await call('run.mine', { workspace: open, ...first });
                if (path() === open) put(first.run, { kind: 'ready', value });
                await workspace.getState().refresh();
              }
              // The dialog has asked about an existing file.
              const value = await call('run.export', { workspace: open, ...choice, replace: true });
              set({ exported: { kind: 'ready', value } });
            } catch (error) {
              set({ exported: endOf(error) });
              throw error;
            }
          },
        });
      },
      forgetExport: () => set({ exported: idle }),
      reset: () => set({ reports: new Map(), selected: null, exported: idle }),
    };
  });
}
