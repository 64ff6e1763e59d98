import type { RatesBySource } from '../../../../shared/ipc/rate-calls.ts';
import { methodText } from '../../../../shared/rates/method-text.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { headlineRate } from '../../../../shared/rates/headline-rate.ts';
import { LiveRegion } from '../../components/live-region.tsx';
import { basisTexts } from '../../text/basis-text.ts';
import { formatCount } from '../../text/format-number.ts';
import { intervalText, percentText, rateTargetTexts, unansweredText } from '../../text/rate-text.ts';
import type { ShownRates } from '../../stores/shown-rates.ts';
import { useShownRates } from './use-shown-rates.ts';

type RateTileProps = {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Something is brushed or searched: rates speak of all selected negatives all the same. */
  readonly isFiltered: boolean;
};

/** The share of false negatives among the selected: corrected, with its interval; the judge alone struck through beside it. */
export function RateTile({ isOpen, onToggle, isFiltered }: RateTileProps) {
  const { rates, navigation } = useStores();
  const error = useFrom(rates, (state) => state.error);
  const shown = useShownRates();
  const about = shown === null || shown.trust === 'exact' ? '' : ' ≈';
  const headline = shown && headlineRate(shown.row.selected);
  const judge = shown?.row.selected.judge;
  return (
    <div
      className={`tile rate-tile trust-${shown?.trust ?? 'before'}`}
      role="group"
      aria-label="False-negative rate"
    >
      <span className="tile-name">False negatives among the selected{about} · 95 % interval</span>
      <span className="tile-value">
        <strong className={headline?.rate.estimate == null ? 'plain' : 'suspect'}>
          {percentText(headline?.rate.estimate ?? null)}
        </strong>
        {headline ? <span className="tile-beside interval">{intervalText(headline.rate)}</span> : null}
        {judge?.estimate == null ? null : (
          <s
            className="tile-beside"
            title="As if the judge were always right: it is not. Its errors are in no interval."
          >
            <span className="visually-hidden">not to be trusted: </span>judge {percentText(judge.estimate)}
          </s>
        )}
        <span className="tile-actions">
          {error === null ? null : (
            <button type="button" className="button small" onClick={() => rates.getState().retry()}>
              Try again
            </button>
          )}
          {headline?.rate.estimate === null ? (
            <button
              type="button"
              className="button small"
              onClick={() => navigation.getState().go('annotate')}
            >
              Label these
            </button>
          ) : null}
          <button type="button" className="link-button" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? 'Hide details' : 'Details'}
          </button>
        </span>
      </span>
      <TileText text={belowText(shown, error?.message ?? null, isFiltered)} />
      <LiveRegion text={headline ? spokenText(headline.rate) : ''} />
    </div>
  );
}

function TileText({ text }: { readonly text: string }) {
  return (
    <span className="tile-below" title={text}>
      {text}
    </span>
  );
}

function spokenText(rate: RatesBySource['corrected']): string {
  if (rate.estimate === null) return `No false-negative rate: ${rate.reason ?? methodText(rate)}`;
  return `${percentText(rate.estimate)} false negatives among the selected, 95 % interval ${percentText(rate.low)} to ${percentText(rate.high)}.`;
}

function belowText(shown: ShownRates | null, error: string | null, isFiltered: boolean): string {
  if (error !== null) return `The rates could not be estimated: ${error}`;
  if (shown === null) return 'Being estimated …';
  const { row, context } = shown;
  const { rate, source } = headlineRate(row.selected);
  if (rate.estimate === null) return rate.reason ?? methodText(rate);
  const { basis, how } = basisTexts(rate, source);
  const unanswered = unansweredText(row.selected);
  return [
    ...basis,
    ...(rate.effective_n === null ? [] : [`effective n ${formatCount(Math.round(rate.effective_n))}`]),
    ...(unanswered === null ? [] : [unanswered]),
    rateTargetTexts[context.target].label,
    how,
    ...(isFiltered ? ['of all selected, whatever the filter'] : []),
  ].join(' · ');
}
