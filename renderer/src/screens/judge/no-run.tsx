import type { WorkspaceSummary } from '../../../../shared/ipc/data-calls.ts';
import { useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { JobList } from '../../shell/job-list.tsx';
import { newRun, useNewRun } from '../runs/use-new-run.ts';

/** Only a stored run can be judged: its negatives stay what they are. Offers to store the setting on screen. */
export function NoRun({ summary }: { readonly summary: WorkspaceSummary }) {
  const { runs, navigation } = useStores();
  const next = useNewRun();
  return (
    <>
      <EmptyState title="No run to judge yet">
        <p>
          A judge is asked about the negatives of a stored run.{' '}
          {next === null ? null : `The setting on screen is ${describeSetting(next.settings)}.`}
        </p>
        {next === null || summary.readOnly ? (
          <button type="button" className="button primary" onClick={() => navigation.getState().go('data')}>
            {summary.readOnly ? 'The workspace is read-only' : 'Choose a teacher first'}
          </button>
        ) : (
          <button
            type="button"
            className="button primary"
            onClick={() => {
              runs.getState().store(newRun(next, next.suggested));
            }}
          >
            Store this setting as run {next.suggested}
          </button>
        )}
      </EmptyState>
      <JobList about={(about) => about === 'run'} />
    </>
  );
}
