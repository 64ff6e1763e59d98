import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { latestOnly } from './latest-only.ts';
import { asRunning, idle, toAppError, type Request } from './request.ts';

/** What a setting does, and to which view it belongs. */
export type ViewReport = Output<'pool.report'> & { readonly view: View };

export type ReportState = {
  readonly report: Request<ViewReport>;
  readonly ask: (view: View) => void;
  /** Gives up what is on its way: it will be asked for again. */
  readonly pause: () => void;
  readonly reset: () => void;
};

export type ReportStore = StoreApi<ReportState>;

/** The numbers of the setting on screen. */
export function createReportStore(api: Client): ReportStore {
  return createStore<ReportState>()((set, get) => {
    const latest = latestOnly<View, Output<'pool.report'>>({
      work: (view, signal) => api.call('pool.report', view, { signal }),
      onValue: (value, view) => set({ report: { kind: 'ready', value: { ...value, view } } }),
      onError(thrown) {
        const error = toAppError(thrown);
        const { report } = get();
        if (error.code === 'cancelled' || error.code === 'host-exited') return;
        set({ report: { kind: 'failed', error, value: report.kind === 'idle' ? null : report.value } });
      },
    });
    return {
      report: idle,
      ask(view) {
        set({ report: asRunning(get().report) });
        latest.ask(view);
      },
      pause: latest.cancel,
      reset() {
        latest.cancel();
        set({ report: idle });
      },
    };
  });
}
