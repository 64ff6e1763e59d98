import type { NamedQuery } from '../../stores/query.ts';
import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { NumberTile } from '../../components/number-tile.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { ruleChange } from '../../setting/rule-fields.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { formatCount, formatScore, formatShare, plural } from '../../text/format-number.ts';
import { PoolState } from '../tune/pool-state.tsx';
import { SettingBar } from '../tune/setting-bar.tsx';
import { FeedingRules } from './feeding-rules.tsx';
import { ShareBars } from './share-bars.tsx';
import { StarvedList } from './starved-list.tsx';
import { useCurrentView } from './use-current-view.ts';

const pageSize = 200;

const onlyOptions = [
  { value: 'starved', label: 'Starved', title: 'No negative at all.' },
  { value: 'short', label: 'Short', title: 'Some negatives, fewer than asked for.' },
] as const;
const queryUnits = ['query', 'queries'] as const;
const pairUnits = ['query–positive pair', 'query–positive pairs'] as const;

type Only = (typeof onlyOptions)[number]['value'];

/** Who goes without negatives, why, and what would feed them. */
export function StarvationScreen() {
  const { setting, queries, query, navigation } = useStores();
  const settings = useFrom(setting, (state) => state.history.present.settings);
  const view = useCurrentView();
  const [only, setOnly] = useState<Only>('starved');
  const [offset, setOffset] = useState(0);
  const { request, again } = useAnswer(
    'tune.starvation',
    view === null ? null : { ...view, only, offset, limit: pageSize },
  );
  const answer = latestValue(request);
  if (view === null && answer === null) {
    return (
      <div className="stack">
        <PoolState />
      </div>
    );
  }
  const [oneUnit, unit] = settings.anchor === 'each' ? pairUnits : queryUnits;

  function open(row: NamedQuery, place: number): void {
    const before = answer?.rows.slice(0, place).map((one) => one.query) ?? [];
    queries.getState().setOrder({ only, sort: 'imported', descending: false });
    query.getState().open(row, offset + new Set(before).size);
    navigation.getState().go('query');
  }
  return (
    <div className="starvation-screen">
      <SettingBar />
      <PoolState />
      {request.kind === 'failed' ? (
        <ErrorPanel
          title="Who starves could not be computed"
          error={request.error}
          actions={
            <button type="button" className="button" onClick={again}>
              Try again
            </button>
          }
        />
      ) : null}
      {answer === null ? (
        <p className="secondary">Looking for queries without negatives …</p>
      ) : (
        <>
          <div className="tiles">
            <NumberTile
              name="Starved"
              value={formatCount(answer.starved)}
              beside={formatShare(answer.starved, answer.units)}
              below={`of ${plural(answer.units, oneUnit, unit)}`}
              sentence={`${unit} left with no negative.`}
              tone={answer.starved > 0 ? 'warning' : 'plain'}
            />
            <NumberTile
              name="Short"
              value={formatCount(answer.short)}
              beside={formatShare(answer.short, answer.units)}
              below={`fewer than ${formatCount(settings.numNegatives)}`}
              sentence={`${unit} with some negatives, but fewer than asked for.`}
            />
            <div className="tile show-tile">
              <span className="tile-name">Listed below</span>
              <Segmented
                label="Which queries"
                value={only}
                options={onlyOptions}
                onChange={(next) => {
                  setOnly(next);
                  setOffset(0);
                }}
              />
            </div>
          </div>
          {answer.units === 0 ? null : answer.total === 0 ? (
            <EmptyState title={only === 'starved' ? 'Nobody starves' : 'Nobody is short'}>
              <p>
                {answer.units === 1
                  ? 'The only one'
                  : `Every one of the ${formatCount(answer.units)} ${unit}`}{' '}
                {only === 'starved' ? 'has at least one negative.' : 'has all its negatives, or none.'} A
                stricter setting would change that.
              </p>
            </EmptyState>
          ) : (
            <>
              <FeedingRules
                answer={answer}
                unit={unit}
                onApply={(rule, value) => setting.getState().change(ruleChange(rule, value))}
              />
              <StarvedList
                title={only === 'starved' ? 'Starved queries' : 'Short queries'}
                rows={answer.rows}
                total={answer.total}
                offset={offset}
                pageSize={pageSize}
                wanted={settings.numNegatives}
                onOpen={open}
                onPage={setOffset}
              />
            </>
          )}
          <div className="two-columns">
            <ShareBars
              title="By anchor score"
              sentence={`How many ${unit} starve or are short at each score of the anchor.`}
              of="anchor score"
              bars={answer.byAnchorScore.map((bar) => ({
                ...bar,
                label: `${formatScore(bar.from)} to ${formatScore(bar.to)}`,
              }))}
            />
            <ShareBars
              title="By number of positives"
              sentence={`How many ${unit} starve or are short, by how many positives their query has.`}
              of="positives"
              bars={answer.byPositives.map((bar) => ({
                ...bar,
                label: bar.to >= 10 ? '10 or more' : formatCount(bar.to),
              }))}
            />
          </div>
          <LiveRegion
            text={`${formatCount(answer.starved)} starved and ${formatCount(answer.short)} short of ${plural(answer.units, oneUnit, unit)}.`}
          />
        </>
      )}
    </div>
  );
}
