import type { RateRow } from '../../../../shared/ipc/rate-calls.ts';
import type { ShownRates } from '../../stores/shown-rates.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { intervalText, leftOutText, percentText } from '../../text/rate-text.ts';
import { rateKindTexts, type RateSet } from './rate-table.tsx';

type RateNotesProps = {
  readonly rates: RateSet & Pick<RateRow, 'pairs' | 'effective_labels' | 'outcome_rates'>;
  readonly context: ShownRates['context'];
};

/** What a set's rates were made of, what was left out, and what to know before trusting them. */
export function RateNotes({ rates, context }: RateNotesProps) {
  const { corrected, human } = rates.selected;
  const leftOut = leftOutText(context.left_out);
  const { positive_wrong: wrong, query_ambiguous: ambiguous, cant_tell: unsure } = context.outcomes;
  const worst = corrected.worst_case ?? human.worst_case;
  const warnings = [...new Set(rateKindTexts.flatMap(({ kind }) => rates[kind].corrected.warnings ?? []))];
  return (
    <ul className="rate-notes secondary">
      <li>
        {plural(rates.pairs, 'negative')} selected; labels worth{' '}
        {formatCount(Math.floor(rates.effective_labels))} in effect lie among them;{' '}
        {plural(context.queries, 'query', 'queries')}
        {context.clusters === context.queries
          ? ''
          : ` in ${plural(context.clusters, 'cluster')} that share a positive, a text or a title`}
        .
      </li>
      {worst === undefined ? null : (
        <li>
          If every label that is missing were one way or the other, the rate would lie between{' '}
          {percentText(worst.low)} and {percentText(worst.high)}.
        </li>
      )}
      {leftOut === '' ? null : <li>Left out of every rate: {leftOut}.</li>}
      {wrong + ambiguous + unsure > 0 ? (
        <li>
          Outcomes of their own: {formatCount(wrong)} “positive is wrong”
          {shareText(rates.outcome_rates.positive_wrong)}, {formatCount(ambiguous)} “query is ambiguous”
          {shareText(rates.outcome_rates.query_ambiguous)}, {formatCount(unsure)} “can’t tell”.
        </li>
      ) : null}
      {warnings.map((warning) => (
        <li key={warning} className="notice">
          {warning}
        </li>
      ))}
    </ul>
  );
}

/** The share of the negatives selected here that have this outcome, by people; empty where none has. */
function shareText(rate: RateRow['outcome_rates']['positive_wrong']): string {
  if (rate === undefined || rate.estimate === null) return '';
  return ` (${percentText(rate.estimate)} of the selected ${intervalText(rate)})`;
}
