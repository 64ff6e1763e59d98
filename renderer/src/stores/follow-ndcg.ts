import { latestValue } from './request.ts';
import type { Stores } from './stores.ts';

type Followed = Pick<Stores, 'jobs' | 'queries' | 'tableColumns' | 'view' | 'workspace'>;

/** Measures nDCG@10 of each query when its column is first on screen, as a job; the rows are read again when it is done. */
export function followNdcg({ jobs, queries, tableColumns, view, workspace: opened }: Followed): void {
  const asked = new Set<string>();

  function follow(): void {
    const { ready } = view.getState();
    if (ready === null || tableColumns.getState().hidden.has('ndcg')) return;
    const { workspace, teacher, split } = ready.choice;
    // Another teacher or other data may have come under the old names.
    const { data_hash, teachers = [] } = latestValue(opened.getState().summary) ?? {};
    const fingerprint = teachers.find(({ name }) => name === teacher)?.fingerprint;
    const key = JSON.stringify([workspace, data_hash, fingerprint, split]);
    if (asked.has(key)) return;
    asked.add(key);
    jobs.getState().start({
      title: `Measuring nDCG@10 of each query with ${teacher}`,
      about: 'ndcg',
      leaves: 'nothing',
      async work(call) {
        try {
          await call('queries.ndcg', { workspace, teacher, split });
        } catch (error) {
          // Cancelled or failed: showing the column again begins anew.
          asked.delete(key);
          throw error;
        }
        queries.getState().refresh();
      },
    });
  }

  for (const store of [tableColumns, view]) store.subscribe(follow);
}
