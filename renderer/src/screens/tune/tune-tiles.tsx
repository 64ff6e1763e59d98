import type { ReactNode } from 'react';
import { suspectReference } from '../../../../shared/mining/suspects.ts';
import type { CandidateFate } from '../../../../shared/ipc/tune-filter.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import type { ShownTuning } from '../../stores/shown-tuning.ts';
import type { QueryOrder } from '../../stores/queries.ts';
import { formatCount, formatScore, formatShare, plural } from '../../text/format-number.ts';
import { suspectText } from '../../text/suspect-text.ts';
import { rowsBehind } from './rows-behind.ts';

type TuneTilesProps = {
  readonly shown: ShownTuning;
  /** Null for teachers whose scores are no distances, which have no loss. */
  readonly lossTemperature: number | null;
  /** Something is brushed or searched: then counts are of what is inside, and nothing is missing from it. */
  readonly isFiltered: boolean;
  readonly onRows: (order: QueryOrder) => void;
  readonly onHold: (fate: CandidateFate) => void;
  /** The false-negative rate, where there is one. */
  readonly rate: ReactNode;
  /** There is one: what the curve and the rule table say as well makes room for it. */
  readonly hasRate: boolean;
};

/** The numbers that answer: how many, who starves, what is suspicious, what it does to training, what fell. */
export function TuneTiles({
  shown,
  lossTemperature,
  isFiltered,
  rate,
  hasRate,
  onRows,
  onHold,
}: TuneTilesProps) {
  const { point, naive, trust } = shown;
  const { counts, sums, totals, numNegatives } = point;
  const { units } = totals;
  const reference = suspectText(suspectReference.name);
  const isEach = units !== totals.queries;
  const unit = isEach ? 'query–positive pairs' : 'queries';
  const about = trust === 'exact' ? '' : ' ≈';
  const mean = (sum: number, count: number): string => formatScore(count === 0 ? null : sum / count);
  return (
    <div className={`tiles report-tiles trust-${trust}`} aria-busy={trust !== 'exact'}>
      <NumberTile
        name={`Selected negatives${about}`}
        value={formatCount(counts.selected)}
        beside={isFiltered ? 'inside the filters' : `of ${formatCount(units * numNegatives)} wanted`}
        below={`${isFiltered ? '' : `${formatCount(counts.missing)} missing · `}mean ${mean(sums.score, counts.selected)}`}
        sentence={`Negatives chosen for ${formatCount(units)} ${unit}. Missing ones are counted, never filled up.`}
        onOpen={() => onRows(rowsBehind.selected)}
      />
      <NumberTile
        name={`${isEach ? 'Starved pairs' : 'Starved queries'}${about}`}
        value={formatCount(counts.starved)}
        beside={formatShare(counts.starved, units)}
        below={hasRate ? `${formatCount(counts.short)} more are short` : 'with no negative left'}
        sentence={`Of ${formatCount(units)} ${unit}, those for which nothing was selected; short are those with fewer than asked for.`}
        tone={counts.starved > 0 ? 'warning' : 'plain'}
        onOpen={() => onRows(rowsBehind.starved)}
      />
      {hasRate ? null : (
        <NumberTile
          name={`${isEach ? 'Short pairs' : 'Short queries'}${about}`}
          value={formatCount(counts.short)}
          beside={formatShare(counts.short, units)}
          below="with some, but too few"
          sentence={`Of ${formatCount(units)} ${unit}, those with fewer negatives than asked for, but at least one.`}
          onOpen={() => onRows(rowsBehind.short)}
        />
      )}
      <NumberTile
        name={`Suspects selected${about}`}
        value={formatCount(counts.suspects)}
        beside={`${formatShare(counts.suspects, counts.selected)}${naive ? ` · naive ${formatShare(naive.counts.suspects, naive.counts.selected)}` : ''}`}
        below={`by ${reference.short}`}
        sentence={`Selected negatives at or above the bound of the reference setting (${reference.whole}), whatever the setting on screen: ${plural(totals.suspects, 'candidate')} of the pool. They may well be right answers.`}
        tone={counts.suspects > 0 ? 'suspect' : 'plain'}
        onOpen={() => onRows(rowsBehind.suspects)}
      />
      {rate}
      {lossTemperature === null ? null : (
        <NumberTile
          name={`Gradient on suspects${about}`}
          value={formatShare(sums.suspectWeight, sums.weight)}
          {...(naive ? { beside: `naive ${formatShare(naive.sums.suspectWeight, naive.sums.weight)}` } : {})}
          below={`loss ${mean(sums.loss, counts.lossUnits)}${naive ? ` · naive ${mean(naive.sums.loss, naive.counts.lossUnits)}` : ''}`}
          sentence={`Share of the softmax weight of InfoNCE at temperature ${lossTemperature} that lies on suspects, over ${formatCount(counts.lossUnits)} ${unit} with a negative. Below it their mean loss, in nats.`}
          tone={sums.suspectWeight > 0 ? 'suspect' : 'plain'}
          onOpen={() => onRows(rowsBehind.suspects)}
        />
      )}
      {hasRate ? null : (
        <NumberTile
          name={`Kept candidates${about}`}
          value={formatShare(counts.kept, totals.candidates)}
          beside={formatCount(counts.kept)}
          below={`of ${formatCount(totals.candidates)}`}
          sentence="Candidates that pass every rule, of all that there are. Negatives are selected from these."
          onOpen={() => onHold({ kind: 'kept' })}
        />
      )}
    </div>
  );
}
