import type { Output } from '../../../../shared/ipc/contract.ts';
import { headlineRate } from '../../../../shared/rates/headline-rate.ts';
import { plural } from '../../text/format-number.ts';
import { intervalText, percentText } from '../../text/rate-text.ts';

type SuggestedSettingProps = {
  readonly suggestion: Output<'rates.suggest'>;
  readonly valueText: (value: number) => string;
  readonly onUse: (value: number) => void;
};

/** What was found, in a sentence, and the button that takes it. */
export function SuggestedSetting({ suggestion, valueText, onUse }: SuggestedSettingProps) {
  const { value, tested, sentence, row } = suggestion;
  const [first, last] = [tested[0], tested.at(-1)];
  const rate = row && headlineRate(row.selected).rate;
  return (
    <section className="suggestion" aria-label="Suggestion">
      {value === null ? null : (
        <p className="suggested-value tabular">
          <strong>{valueText(value)}</strong>{' '}
          {rate ? (
            <span className="secondary">
              {percentText(rate.estimate)} {intervalText(rate)} false negatives
            </span>
          ) : null}
        </p>
      )}
      <p>{sentence}</p>
      {first === undefined || last === undefined ? null : (
        <p className="secondary">
          {plural(tested.length, 'value')} tested in the declared order
          {first === last ? ': ' : `, ${valueText(first)} to `}
          {valueText(last)}.
        </p>
      )}
      {value === null ? null : (
        <button type="button" className="button primary" onClick={() => onUse(value)}>
          Use it
        </button>
      )}
    </section>
  );
}
