import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { PopoverButton } from '../../components/popover-button.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { fieldOf } from '../../setting/methods.ts';
import { fieldText, moreFields, readField, type MoreField } from '../../setting/more-fields.ts';

/** Every other rule and how samples are drawn, in a panel under its button. */
export function MoreRules() {
  const { setting } = useStores();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const { change, reset } = useFrom(setting, (state) => state);
  const own = fieldOf(method);
  const rules = moreFields.filter(({ key, isRule }) => isRule && key !== own);
  const others = moreFields.filter(({ isRule }) => !isRule);
  const active = rules.filter(({ key }) => settings[key] !== null).length;
  return (
    <PopoverButton
      label={`More rules${active > 0 ? ` (${active} on)` : ''}`}
      name="More rules"
      heading="Other rules"
    >
      <p className="secondary">A candidate must pass every rule. An empty field is no rule.</p>
      {rules.map((field) => (
        <FieldRow key={field.key} field={field} settings={settings} onChange={change} />
      ))}
      <h3>Pool and sampling</h3>
      {others.map((field) => (
        <FieldRow key={field.key} field={field} settings={settings} onChange={change} />
      ))}
      <div className="row push-right">
        <button type="button" className="button" onClick={reset}>
          Back to PercPos 95 %
        </button>
      </div>
    </PopoverButton>
  );
}

type FieldRowProps = {
  readonly field: MoreField;
  readonly settings: MiningSettings;
  readonly onChange: (patch: Partial<MiningSettings>) => void;
};

function FieldRow({ field, settings, onChange }: FieldRowProps) {
  const value = settings[field.key];
  return (
    <div className={field.isRule && value !== null ? 'rule-row active' : 'rule-row'}>
      <span>
        {field.label}
        <span className="secondary">{field.sentence}</span>
      </span>
      <TypedField
        label={field.label}
        text={fieldText(settings, field)}
        widthCh={8}
        mustBe={`a number that “${field.label}” can be`}
        onCommit={(typed) => {
          const patch = readField(field, typed);
          if (patch) onChange(patch);
          return patch !== null;
        }}
      />
    </div>
  );
}
