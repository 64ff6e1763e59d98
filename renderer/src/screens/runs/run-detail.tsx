import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { latestValue } from '../../stores/request.ts';
import { ReportTiles } from '../tune/report-tiles.tsx';
import { RuleTable } from '../tune/rule-table.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunRates } from './run-rates.tsx';
import { ScoreSummaries } from './score-summaries.tsx';

/** The numbers of one stored run, and what can be done with it. */
export function RunDetail({ run }: { readonly run: string }) {
  const { runs, navigation, view, workspace } = useStores();
  const summary = useFrom(workspace, (state) => state.summary);
  const request = useFrom(runs, (state) => state.reports.get(run));
  const { select, remove } = useFrom(runs, (state) => state);
  const [isRemoving, setRemoving] = useState(false);
  if (request?.kind === 'failed') {
    return (
      <ErrorPanel
        title={`The report of ${run} could not be read`}
        error={request.error}
        actions={
          <button type="button" className="button" onClick={() => select(run)}>
            Try again
          </button>
        }
      />
    );
  }
  if (request?.kind !== 'ready') return <p className="secondary">Reading the report …</p>;
  const report = request.value;
  const supplied = latestValue(summary)?.runs.some((one) => one.run === run && one.supplied) ?? false;
  function seeAgainstThreshold(): void {
    view.getState().choose({ split: report.split, supplied: run });
    navigation.getState().go('tune');
  }
  return (
    <div className="stack">
      <Panel
        title={<bdi>{run}</bdi>}
        aside={
          <span className="row">
            {isRemoving ? (
              <>
                <span>Remove this run for good?</span>
                {/* First: the focus comes here, and a key that is still held removes nothing. */}
                <button type="button" className="button" onClick={() => setRemoving(false)}>
                  Keep
                </button>
                <button type="button" className="button danger" onClick={() => remove(run)}>
                  Remove
                </button>
              </>
            ) : (
              <button type="button" className="button quiet" onClick={() => setRemoving(true)}>
                Remove…
              </button>
            )}
            {supplied ? (
              <button
                type="button"
                className="button"
                title="Scores these negatives with the teacher and shows them on the tune screen, where rules can clean them"
                onClick={seeAgainstThreshold}
              >
                See against the threshold
              </button>
            ) : null}
            <button
              type="button"
              className="button primary"
              onClick={() => navigation.getState().show({ kind: 'export', run })}
            >
              Export…
            </button>
          </span>
        }
      >
        <RunFacts report={report} supplied={supplied} />
      </Panel>
      <ReportTiles report={report} wanted={report.units * report.settings.numNegatives} />
      <RunRates run={run} />
      <div className="run-tables">
        <RuleTable report={report} />
        <ScoreSummaries scores={report.scores} />
      </div>
    </div>
  );
}
