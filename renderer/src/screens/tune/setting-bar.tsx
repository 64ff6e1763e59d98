import { useFrom, useStores } from '../../app-context.ts';
import { Anchor, Selection } from '../../../../shared/domain/mining-settings.ts';
import { Segmented } from '../../components/segmented.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { anchorTexts, selectionTexts } from '../../setting/describe-setting.ts';
import {
  fieldOf,
  methods,
  methodTexts,
  parseValue,
  roundTo,
  sliderRange,
  valueText,
} from '../../setting/methods.ts';
import { MoreRules } from './more-rules.tsx';
import { NamedSettings } from './named-settings.tsx';
import { scoresOf } from '../../stores/view.ts';

const methodOptions = methods.map((value) => ({
  value,
  label: methodTexts[value].label,
  title: methodTexts[value].sentence,
}));

const percentHint =
  'Per cent of the anchor’s score. A number with a decimal point up to 1.5 is taken as a share, as on the command line: 0.95 is 95 %. Write 0.95 % for less than one per cent.';

/** The setting in one line: the method and its parameter, what it compares with, how many are selected and how. */
export function SettingBar() {
  const { setting, view, navigation } = useStores();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const { chooseMethod, slide, endDrag, change } = useFrom(setting, (state) => state);
  const scores = useFrom(view, scoresOf);
  const range = sliderRange(method, scores, settings.poolSize);
  const field = fieldOf(method);
  const value = field === null ? null : settings[field];
  const text = methodTexts[method];
  const unit = method === 'perc-pos' ? '%' : undefined;
  return (
    <section className="setting-bar" aria-label="Setting">
      <Segmented
        label="Method"
        value={method}
        options={methodOptions}
        onChange={(next) => chooseMethod(next, scores)}
      />
      {value === null ? null : (
        <label title={text.sentence}>
          <span className="secondary words">{text.before}</span>
          <TypedField
            label={`${text.label} value`}
            text={valueText(method, value)}
            {...(unit === undefined ? {} : { unit, title: percentHint })}
            mustBe={method === 'shifted' ? 'a whole number from 0 up' : 'a number'}
            onCommit={(typed) => {
              const next = parseValue(method, typed);
              if (next === null) return false;
              slide(next);
              endDrag();
              return true;
            }}
            onStep={(steps) => {
              slide(roundTo(value + steps * range.step, range.step));
              endDrag();
            }}
          />
          <span className="secondary words after">{text.after}</span>
        </label>
      )}
      <label title={anchorTexts[settings.anchor].sentence}>
        <span className="secondary">anchor</span>
        <select
          value={settings.anchor}
          onChange={(event) => {
            const anchor = Anchor.options.find((one) => one === event.target.value);
            if (anchor) change({ anchor });
          }}
        >
          {Anchor.options.map((anchor) => (
            <option key={anchor} value={anchor}>
              {anchorTexts[anchor].label}
            </option>
          ))}
        </select>
      </label>
      <span className="bar-rest">
        <label title="How many negatives each query should get. Fewer are counted as missing, never filled up.">
          <span className="secondary">negatives</span>
          <TypedField
            label="Negatives for each query"
            text={String(settings.numNegatives)}
            widthCh={4}
            mustBe="a whole number from 1 up"
            onCommit={(typed) => {
              const numNegatives = Number(typed);
              if (!Number.isInteger(numNegatives) || numNegatives < 1) return false;
              change({ numNegatives });
              return true;
            }}
            onStep={(steps) => change({ numNegatives: Math.max(1, settings.numNegatives + steps) })}
          />
        </label>
        <label title={selectionTexts[settings.select].sentence}>
          <span className="secondary">select</span>
          <select
            value={settings.select}
            onChange={(event) => {
              const select = Selection.options.find((one) => one === event.target.value);
              if (select) change({ select });
            }}
          >
            {Selection.options.map((select) => (
              <option key={select} value={select}>
                {selectionTexts[select].label}
              </option>
            ))}
          </select>
        </label>
        <span className="bar-end">
          <button
            type="button"
            className="button"
            title="The loosest value that labels show to stay under a share of false negatives"
            onClick={() => navigation.getState().show({ kind: 'suggest-setting' })}
          >
            Suggest a setting…
          </button>
          <MoreRules />
          <NamedSettings />
        </span>
      </span>
    </section>
  );
}
