import { useMemo } from 'react';
import { useApp, useFrom } from '../../app-context.ts';
import { ChartCard } from '../../components/chart-card.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { latestValue } from '../../stores/request.ts';
import { formatCount } from '../../text/format-number.ts';
import { PoolState } from './pool-state.tsx';
import { QueriesPanel } from './queries-panel.tsx';
import { ReportTiles } from './report-tiles.tsx';
import { RuleTable } from './rule-table.tsx';
import { SettingBar } from './setting-bar.tsx';

/** The setting, what it does to all candidates, and the queries it does it to. */
export function TuneScreen() {
  const { stores, palette } = useApp();
  const request = useFrom(stores.report, (state) => state.report);
  const settings = useFrom(stores.setting, (state) => state.history.present.settings);
  const setOrder = useFrom(stores.queries, (state) => state.setOrder);
  const shown = latestValue(request);
  const markers = useMemo(
    () => (settings.maxScore === null ? [] : [{ value: settings.maxScore, name: 'threshold' }]),
    [settings.maxScore],
  );
  const zero = useMemo(() => [{ value: 0, name: 'anchor' }], []);
  if (!shown) {
    return (
      <div className="stack">
        {request.kind === 'failed' ? (
          <ErrorPanel title="The numbers could not be computed" error={request.error} />
        ) : (
          <PoolState />
        )}
      </div>
    );
  }
  const { report, view } = shown;
  const wanted = report.units * view.settings.numNegatives;
  return (
    <div className="tune-screen">
      <SettingBar />
      <PoolState />
      {request.kind === 'failed' ? (
        <ErrorPanel title="The numbers on screen are of the setting before" error={request.error} />
      ) : null}
      <ReportTiles
        report={report}
        wanted={wanted}
        onStarved={() => setOrder({ only: 'starved' })}
        onShort={() => setOrder({ only: 'short' })}
        onSuspects={() => setOrder({ only: 'with-suspects', sort: 'suspects', descending: true })}
      />
      <div className="tune-charts">
        <ChartCard
          title="Teacher score"
          sentence="Share of positives, candidates and selected negatives at each teacher score."
          histogram={shown.scores}
          markers={markers}
          palette={palette}
        />
        <ChartCard
          title="Positive − negative"
          sentence="The anchor’s score minus the candidate’s: left of 0 the candidate scores above the anchor."
          histogram={shown.difference}
          markers={zero}
          palette={palette}
        />
        <RuleTable report={report} />
      </div>
      <QueriesPanel />
      <LiveRegion
        text={`${formatCount(report.selected)} of ${formatCount(wanted)} negatives selected, ${formatCount(report.starved)} queries starved, ${formatCount(report.suspects.selected)} suspects among the selected.`}
      />
    </div>
  );
}
