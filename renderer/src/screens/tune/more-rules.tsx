import { useId, useState } from 'react';
import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { fieldOf } from '../../setting/methods.ts';
import { fieldText, moreFields, readField, type MoreField } from '../../setting/more-fields.ts';

/** Every other rule and how samples are drawn, in a panel under its button. */
export function MoreRules() {
  const { setting } = useStores();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const { change, reset } = useFrom(setting, (state) => state);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const own = fieldOf(method);
  const rules = moreFields.filter(({ key, isRule }) => isRule && key !== own);
  const others = moreFields.filter(({ isRule }) => !isRule);
  const active = rules.filter(({ key }) => settings[key] !== null).length;
  return (
    <div
      className="more-rules"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <button
        type="button"
        className="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        More rules{active > 0 ? ` (${active} on)` : ''}
      </button>
      {isOpen ? (
        <div id={id} className="popover" role="group" aria-label="More rules">
          <header className="row spread">
            <h3>Other rules</h3>
            <button
              type="button"
              className="button quiet icon-only"
              aria-label="Close more rules"
              onClick={() => setOpen(false)}
            >
              <Icon name="close" />
            </button>
          </header>
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
        </div>
      ) : null}
    </div>
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
        onCommit={(typed) => {
          const patch = readField(field, typed);
          if (patch) onChange(patch);
          return patch !== null;
        }}
      />
    </div>
  );
}
