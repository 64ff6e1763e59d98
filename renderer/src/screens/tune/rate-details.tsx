import type { RatesBySource } from '../../../../shared/ipc/rate-calls.ts';
import { Panel } from '../../components/panel.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { formatCount, plural } from '../../text/format-number.ts';
import { intervalText, leftOutText, methodText, partsText, percentText } from '../../text/rate-text.ts';
import { RateChoices } from './rate-choices.tsx';
import { TrustNote } from './trust-note.tsx';
import { useShownRates } from './use-shown-rates.ts';

const sources = [
  { source: 'corrected', label: 'Corrected', sentence: 'The judge’s answers, corrected by human labels.' },
  { source: 'human', label: 'People only', sentence: 'The same human labels without the judge.' },
  {
    source: 'rogan_gladen',
    label: 'Rogan–Gladen',
    sentence: 'The judge’s share, corrected by its sensitivity and specificity in this set.',
  },
  {
    source: 'judge',
    label: 'Judge alone',
    sentence:
      'As if the judge were always right. Its interval covers sampling and, at the worst, answers that never came; not its errors.',
  },
] as const;

const kinds = [
  {
    kind: 'selected',
    label: 'among the selected',
    sentence: 'False negatives among the negatives that are selected at this setting.',
  },
  {
    kind: 'removed',
    label: 'removed',
    sentence:
      'Of the false negatives that naive top-n would select, the share that this setting no longer selects.',
  },
  {
    kind: 'lost',
    label: 'lost',
    sentence:
      'Of the true negatives that naive top-n would select, the share that this setting no longer selects.',
  },
] as const;

/** Every rate of the setting on screen by every source, with its counts; what it was made of, and what was left out. */
export function RateDetails() {
  const shown = useShownRates();
  if (shown === null) return null;
  const { row, context, trust } = shown;
  const { corrected } = row.selected;
  const leftOut = leftOutText(context.left_out);
  const { positive_wrong: wrong, query_ambiguous: ambiguous, cant_tell: unsure } = context.outcomes;
  const worst = corrected.worst_case ?? row.selected.human.worst_case;
  const warnings = [...new Set(kinds.flatMap(({ kind }) => row[kind].corrected.warnings ?? []))];
  return (
    <Panel
      className={`rate-details trust-${trust}`}
      title="False-negative rates at this setting"
      aside={<TrustNote trust={trust} share={1} />}
    >
      <RateChoices context={context} />
      <ScrollBox label="Rates by source">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">by</th>
              {kinds.map(({ kind, label, sentence }) => (
                <th key={kind} scope="col" className="number" title={sentence}>
                  {label}
                </th>
              ))}
              <th
                scope="col"
                className="number"
                title="Labels of a plain random sample that would tell as much"
              >
                effective n
              </th>
              <th scope="col">how</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ source, label, sentence }) => (
              <tr key={source} className={source === 'judge' ? 'struck' : ''}>
                <th scope="row" title={sentence}>
                  {label}
                </th>
                {kinds.map(({ kind }) => (
                  <RateCell key={kind} rate={row[kind][source]} />
                ))}
                <td className="number">{effectiveText(row.selected[source])}</td>
                <td className="secondary">{howText(row.selected[source], source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ul className="rate-notes secondary">
        <li>
          {formatCount(row.pairs)} negatives selected; labels worth{' '}
          {formatCount(Math.floor(row.effective_labels))} in effect lie among them;{' '}
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
            Outcomes of their own: {formatCount(wrong)} “positive is wrong”, {formatCount(ambiguous)} “query
            is ambiguous”, {formatCount(unsure)} “can’t tell”.
          </li>
        ) : null}
        {warnings.map((warning) => (
          <li key={warning} className="notice">
            {warning}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RateCell({ rate }: { readonly rate: RatesBySource['corrected'] }) {
  if (rate.estimate === null) {
    return (
      <td className="number rate-cell">
        – <span className="reason">{rate.reason ?? methodText(rate)}</span>
      </td>
    );
  }
  return (
    <td className="number rate-cell">
      <span className="whole">
        <span className="estimate">{percentText(rate.estimate)}</span>{' '}
        <span className="interval">{intervalText(rate)}</span>
      </span>
      <span className="reason">{partsText(rate)}</span>
    </td>
  );
}

function effectiveText({ effective_n: effective }: RatesBySource['corrected']): string {
  return effective === null ? '–' : formatCount(Math.round(effective));
}

function howText(rate: RatesBySource['corrected'], source: keyof RatesBySource): string {
  const { n_human: human, n_judged: judged, lambda } = rate;
  return [
    methodText(rate),
    ...(human > 0 ? [plural(human, 'label')] : []),
    ...(judged > 0 && source !== 'human' ? [`${formatCount(judged)} judged`] : []),
    ...(lambda === undefined || lambda === 0 ? [] : [`λ ${lambda.toFixed(2)}`]),
  ].join(' · ');
}
