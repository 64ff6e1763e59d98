import type { RateRow, RatesBySource } from '../../../../shared/ipc/rate-calls.ts';
import { methodText } from '../../../../shared/rates/method-text.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { formatCount, plural } from '../../text/format-number.ts';
import { intervalText, partsText, percentText } from '../../text/rate-text.ts';

export type RateSet = Pick<RateRow, 'selected' | 'removed' | 'lost'>;

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

export const rateKindTexts = [
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

/** The three rates of a set by every source, with their counts and how they were made. */
export function RateTable({ rates }: { readonly rates: RateSet }) {
  const others = otherMethods(rates);
  return (
    <ScrollBox label="Rates by source">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">by</th>
            {rateKindTexts.map(({ kind, label, sentence }) => (
              <th key={kind} scope="col" className="number" title={sentence}>
                {label}
              </th>
            ))}
            <th
              scope="col"
              className="number"
              title="Labels of a plain random sample of these pairs, none drawn twice, that would tell as much"
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
              {rateKindTexts.map(({ kind }) => (
                <RateCell
                  key={kind}
                  rate={rates[kind][source]}
                  mark={
                    methodText(rates[kind][source]) === methodText(rates.selected[source])
                      ? null
                      : (others.get(methodText(rates[kind][source])) ?? null)
                  }
                />
              ))}
              <td className="number">{effectiveText(rates.selected[source])}</td>
              <td className="secondary" title={howText(rates.selected[source], source)}>
                <span className="two-lines">{howText(rates.selected[source], source)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* Its line is there also when it is empty, so that nothing moves under the slider. */}
      <p className="secondary one-line rate-methods" title={noteText(others)}>
        {noteText(others)}
      </p>
    </ScrollBox>
  );
}

const marks = ['†', '‡', '§', '¶'];

/** Ways in which numbers were made that are not those of their rows, each with its mark. */
function otherMethods(rates: RateSet): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { source } of sources) {
    for (const { kind } of rateKindTexts) {
      const rate = rates[kind][source];
      const method = methodText(rate);
      if (rate.estimate === null || method === methodText(rates.selected[source]) || found.has(method))
        continue;
      found.set(method, marks[found.size] ?? '*');
    }
  }
  return found;
}

function noteText(others: ReadonlyMap<string, string>): string {
  return Array.from(others, ([method, mark]) => `${mark} ${method}`).join(' · ');
}

/** A rate; one that was made in another way than its row says has a mark, and the way is said below the table. */
function RateCell({
  rate,
  mark,
}: {
  readonly rate: RatesBySource['corrected'];
  readonly mark: string | null;
}) {
  const method = methodText(rate);
  if (rate.estimate === null) {
    return (
      <td className="number rate-cell" title={rate.reason}>
        <span className="two-lines reason">– {rate.reason ?? method}</span>
      </td>
    );
  }
  return (
    <td className="number rate-cell">
      <span className="whole">
        <span className="estimate">{percentText(rate.estimate)}</span>{' '}
        <span className="interval">{intervalText(rate)}</span>
        {mark === null ? null : (
          <span className="secondary" title={method}>
            {' '}
            {mark}
          </span>
        )}
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
