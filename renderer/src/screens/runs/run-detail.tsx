import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { formatCount, formatDuration, formatShare } from '../../text/format-number.ts';
import { ReportTiles } from '../tune/report-tiles.tsx';
import { RuleTable } from '../tune/rule-table.tsx';
import { RunRates } from './run-rates.tsx';
import { ScoreSummaries } from './score-summaries.tsx';

/** The numbers of one stored run, and what can be done with it. */
export function RunDetail({ run }: { readonly run: string }) {
  const { runs, navigation } = useStores();
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
  const seconds = report.seconds.embed + report.seconds.search + report.seconds.decide;
  return (
    <div className="stack">
      <Panel
        title={<bdi>{run}</bdi>}
        aside={
          <span className="row">
            {isRemoving ? (
              <>
                <span>Remove this run for good?</span>
                <button type="button" className="button danger" onClick={() => remove(run)}>
                  Remove
                </button>
                <button type="button" className="button" onClick={() => setRemoving(false)}>
                  Keep
                </button>
              </>
            ) : (
              <button type="button" className="button quiet" onClick={() => setRemoving(true)}>
                Remove…
              </button>
            )}
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
        <dl className="facts pad">
          <dt>Setting</dt>
          <dd>{describeSetting(report.settings)}</dd>
          <dt>Teacher</dt>
          <dd>
            <bdi>{report.teacher.name}</bdi>{' '}
            <code title="fingerprint">{report.teacher.fingerprint.slice(0, 12)}</code>
          </dd>
          <dt>Queries</dt>
          <dd>
            {formatCount(report.queries)} of split <bdi>{report.split}</bdi>
            {report.units === report.queries ? '' : `, ${formatCount(report.units)} query–positive pairs`}
          </dd>
          <dt>Missing</dt>
          <dd>
            {formatCount(report.missing)} negatives (
            {formatShare(report.missing, report.units * report.settings.numNegatives)} of those wanted)
          </dd>
          <dt>Time</dt>
          <dd>
            {seconds < 1 ? 'under a second' : formatDuration(seconds)} for encoding, search and decision
          </dd>
        </dl>
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
