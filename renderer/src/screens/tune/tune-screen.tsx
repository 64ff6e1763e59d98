import { memo, useCallback, useMemo, useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { fateText } from '../../setting/rule-texts.ts';
import { brushKinds } from '../../../../shared/tuning/brush-index.ts';
import { isFiltered } from '../../stores/filters.ts';
import { latestValue } from '../../stores/request.ts';
import { shownTuning } from '../../stores/shown-tuning.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { FilterChips, rangeText } from './filter-chips.tsx';
import { HistogramRow } from './histogram-row.tsx';
import { LossTemperature } from './loss-temperature.tsx';
import { NoRatesNote } from './no-rates-note.tsx';
import { PoolState } from './pool-state.tsx';
import { QueriesPanel } from './queries-panel.tsx';
import { RateDetails } from './rate-details.tsx';
import { RateTile } from './rate-tile.tsx';
import { RatesCard } from './rates-card.tsx';
import { RuleTable } from './rule-table.tsx';
import { SettingBar } from './setting-bar.tsx';
import { TrustNote } from './trust-note.tsx';
import { TuneTiles } from './tune-tiles.tsx';

const Bar = memo(SettingBar);
const Queries = memo(QueriesPanel);
const Chips = memo(FilterChips);
const Pool = memo(PoolState);

/** The setting, what it does to all candidates, and the queries it does it to: linked views over one selection. */
export function TuneScreen() {
  const stores = useStores();
  const { question, tables, point, naive, error } = useFrom(stores.tuning, (state) => state);
  const excluded = useFrom(stores.view, (state) => state.ready?.excluded);
  const setOrder = useFrom(stores.queries, (state) => state.setOrder);
  const hold = useFrom(stores.filters, (state) => state.hold);
  const shown = useMemo(
    () => shownTuning({ question, tables, point, naive }),
    [question, tables, point, naive],
  );
  const hasLabels = useFrom(stores.labels, ({ raters }) => raters !== null && raters.length > 0);
  const [isRateOpen, setRateOpen] = useState(false);
  const caption = useCallback((): readonly string[] => captionOf(stores), [stores]);
  if (!shown || question === null) {
    return (
      <div className="stack">
        {error ? <ErrorPanel title="The numbers could not be computed" error={error} /> : <Pool />}
      </div>
    );
  }
  const { counts, totals, numNegatives, failed } = shown.point;
  const { lossTemperature } = question;
  return (
    <div className="tune-screen">
      <Bar />
      <Pool />
      {error ? <ErrorPanel title="The numbers on screen are of the setting before" error={error} /> : null}
      <TuneTiles
        shown={shown}
        lossTemperature={lossTemperature}
        isFiltered={isFiltered(question.filter)}
        hasRate={hasLabels}
        rate={
          hasLabels ? (
            <RateTile
              isOpen={isRateOpen}
              onToggle={() => setRateOpen(!isRateOpen)}
              isFiltered={isFiltered(question.filter)}
            />
          ) : null
        }
        onRows={setOrder}
        onHold={hold}
      />
      <NoRatesNote />
      {hasLabels && isRateOpen ? <RateDetails /> : null}
      <div className="rates-row">
        <RatesCard shown={shown} caption={caption} />
        <RuleTable
          report={{ candidates: totals.candidates, kept: counts.kept, failed, excluded: excluded ?? {} }}
          choice={{ fate: question.filter.fate, onHold: hold }}
        />
      </div>
      <HistogramRow shown={shown} lossTemperature={lossTemperature} caption={caption} />
      <div className="filter-row">
        <Chips />
        <LossTemperature temperature={lossTemperature} />
        <TrustNote trust={shown.trust} share={shown.share} />
      </div>
      <Queries />
      <LiveRegion
        text={`${formatCount(counts.selected)} of ${plural(totals.units * numNegatives, 'negative')} selected, ${plural(counts.starved, 'query', 'queries')} starved, ${plural(counts.suspects, 'suspect')} among the selected.`}
      />
    </div>
  );
}

/** Lines under a saved chart: which data, which setting, which filter. */
function captionOf({ workspace, tuning, filters }: ReturnType<typeof useStores>): readonly string[] {
  const view = tuning.getState().question?.view;
  const { filter } = filters.getState();
  const chosen = [
    ...brushKinds.flatMap((kind) => {
      const range = filter[kind];
      return range === null ? [] : [`${kind} ${rangeText(range, kind)}`];
    }),
    ...(filter.fate === null ? [] : [fateText(filter.fate)]),
    ...(filter.search === '' ? [] : [`text “${filter.search}”`]),
  ];
  const name = latestValue(workspace.getState().summary)?.name ?? '';
  return [
    `Data: ${name}, split ${view?.split ?? ''}, teacher ${view?.teacher ?? ''}`,
    `Setting: ${view ? describeSetting(view.settings) : ''}${chosen.length > 0 ? ` · filter: ${chosen.join(', ')}` : ''}`,
  ];
}
