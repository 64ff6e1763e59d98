import {
  defaultMapping,
  labelEvents,
  labelValues,
  type EventMapping,
  type LabelEvent,
  type LabelValue,
} from '../../../../shared/rates/event-mapping.ts';
import { PopoverButton } from '../../components/popover-button.tsx';
import { labelTexts } from '../../text/label-text.ts';

type MappingChoiceProps = {
  readonly mapping: EventMapping;
  readonly onChange: (mapping: Record<LabelValue, LabelEvent> | undefined) => void;
};

const eventTexts: Readonly<Record<LabelEvent, string>> = {
  'false-negative': 'false negative',
  'true-negative': 'true negative',
  'positive-wrong': 'outcome: positive is wrong',
  'query-ambiguous': 'outcome: query is ambiguous',
  missing: 'missing',
};

/** Which labels count as a false negative: in sight beside every rate, and switchable. */
export function MappingChoice({ mapping, onChange }: MappingChoiceProps) {
  const positives = labelValues.filter((value) => mapping[value] === 'false-negative');
  const isDefault = labelValues.every((value) => mapping[value] === defaultMapping[value]);
  return (
    <>
      <span className="secondary mapping-words">
        A false negative is: {positives.map((value) => labelTexts[value]).join(', ')}
        {isDefault ? '' : ' (changed)'}.
      </span>
      <PopoverButton
        label="Change what counts"
        name="What counts as a false negative"
        heading="What each label counts as"
        className="mapping-choice"
        isQuiet
      >
        {labelValues.map((value) => (
          <label key={value} className="mapping-row">
            <span>{labelTexts[value]}</span>
            <select
              value={mapping[value]}
              onChange={(event) => {
                const counts = labelEvents.find((one) => one === event.target.value);
                if (counts) onChange({ ...mapping, [value]: counts });
              }}
            >
              {labelEvents.map((counts) => (
                <option key={counts} value={counts}>
                  {eventTexts[counts]}
                </option>
              ))}
            </select>
          </label>
        ))}
        <div className="row push-right">
          <button type="button" className="button" disabled={isDefault} onClick={() => onChange(undefined)}>
            As usual
          </button>
        </div>
      </PopoverButton>
    </>
  );
}
