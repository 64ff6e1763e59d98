import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { chooseData } from '../../shell/run-command.ts';
import { isActive } from '../../stores/jobs.ts';
import { latestValue } from '../../stores/request.ts';
import { ColumnChoices } from './column-choices.tsx';
import { FormatChoice } from './format-choice.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportTarget } from './import-target.tsx';
import { PreviewTable } from './preview-table.tsx';

/** From files to a workspace: what was recognised, what is taken from where, and afterwards what was read. */
export function ImportScreen() {
  const stores = useStores();
  const { paths, preview, report } = useFrom(stores.dataImport, (state) => state);
  const isRunning = useFrom(stores.jobs, (state) =>
    state.jobs.some((job) => job.about === 'import' && isActive(job)),
  );
  if (paths.length === 0) {
    return (
      <EmptyState title="No data chosen">
        <p>Drop files or folders onto the window, or choose them.</p>
        <button type="button" className="button primary" onClick={() => void chooseData(stores)}>
          Choose data…
        </button>
      </EmptyState>
    );
  }
  const seen = latestValue(preview);
  return (
    <div className="stack import-screen">
      <div className="row spread">
        <h1>Import</h1>
        <button type="button" className="button" disabled={isRunning} onClick={() => void chooseData(stores)}>
          Choose other data…
        </button>
      </div>
      {report.kind === 'ready' ? <ImportResult report={report.value} /> : null}
      <JobList about={(about) => about === 'import'} />
      {report.kind === 'ready' || isRunning ? null : (
        <>
          {preview.kind === 'failed' ? (
            <ErrorPanel title="The data could not be read" error={preview.error} />
          ) : null}
          <FormatChoice preview={seen} />
          {seen ? (
            <>
              <ColumnChoices preview={seen} />
              <PreviewTable preview={seen} isStale={preview.kind === 'running'} />
            </>
          ) : preview.kind === 'running' ? (
            <p className="secondary">Looking at the first lines …</p>
          ) : null}
          <ImportTarget canStart={preview.kind === 'ready'} />
        </>
      )}
    </div>
  );
}
