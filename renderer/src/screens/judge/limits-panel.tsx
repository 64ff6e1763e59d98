import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import type { LimitsInput } from '../../stores/judge-budget.ts';
import { formatCount } from '../../text/format-number.ts';
import { readAmount, readCount } from './read-number.ts';

type LimitName = 'maxCalls' | 'maxTokens' | 'maxCost' | 'priceIn' | 'priceOut' | 'concurrency';
type LimitField = {
  readonly name: LimitName;
  readonly label: string;
  readonly unit?: string;
  readonly isWhole: boolean;
  readonly title: string;
};

const budgets: readonly LimitField[] = [
  {
    name: 'maxCalls',
    label: 'Most calls',
    unit: 'calls',
    isWhole: true,
    title: 'No request is sent beyond this number. Empty: no limit.',
  },
  {
    name: 'maxTokens',
    label: 'Most tokens',
    unit: 'tokens',
    isWhole: true,
    title: 'In and out together; no request is sent that could pass it. Empty: no limit.',
  },
  {
    name: 'maxCost',
    label: 'Most money',
    isWhole: false,
    title: 'In the unit of the prices, which it needs; no request is sent that could pass it.',
  },
];
const prices: readonly LimitField[] = [
  { name: 'priceIn', label: 'Price in', isWhole: false, title: 'For a million tokens that are sent.' },
  { name: 'priceOut', label: 'Price out', isWhole: false, title: 'For a million tokens that are answered.' },
];
const pace: LimitField = {
  name: 'concurrency',
  label: 'At a time',
  unit: 'requests',
  isWhole: true,
  title: 'Most requests at a time; fewer where the server does not bear them. 32 when empty.',
};

/** A hard budget, what tokens cost, and how hard the server is asked. */
export function LimitsPanel() {
  return (
    <Panel title="Budget" aside="Hard: kept also when paused and resumed">
      <div className="setting-rows">
        <LimitRow name="Budget" fields={budgets} />
        <LimitRow name="Prices" fields={prices} note="for a million tokens, in any currency" />
        <LimitRow name="Pace" fields={[pace]} />
      </div>
    </Panel>
  );
}

type LimitRowProps = {
  readonly name: string;
  readonly fields: readonly LimitField[];
  readonly note?: string;
};

function LimitRow({ name, fields, note }: LimitRowProps) {
  const { judge } = useStores();
  const limits = useFrom(judge, (state) => state.draft.limits);
  return (
    <div className="setting-row indented">
      <span>{name}</span>
      {fields.map((field) => (
        <label key={field.name} className="field inline">
          <span>{field.label}</span>
          <TypedField
            label={field.label}
            title={field.title}
            mustBe={mustBe(field)}
            text={textOf(limits[field.name], field.isWhole)}
            {...(field.unit === undefined ? {} : { unit: field.unit })}
            onCommit={(typed) => {
              const next = withLimit(limits, field, typed);
              if (next === null) return false;
              judge.getState().change({ limits: next });
              return true;
            }}
          />
        </label>
      ))}
      {note === undefined ? null : <span className="secondary">{note}</span>}
    </div>
  );
}

function mustBe({ name, isWhole }: LimitField): string {
  if (name === 'concurrency') return 'a whole number from 1 to 1000, or empty';
  return isWhole ? 'a whole number, or empty' : 'an amount, or empty';
}

function textOf(value: number | undefined, isWhole: boolean): string {
  if (value === undefined) return '';
  return isWhole ? formatCount(value) : String(value);
}

/** The limits with one of them as it was typed; null for what is no number. Empty takes it away. */
function withLimit(limits: LimitsInput, { name, isWhole }: LimitField, typed: string): LimitsInput | null {
  const { [name]: _, ...others } = limits;
  if (typed.trim() === '') return others;
  const value = isWhole ? readCount(typed) : readAmount(typed);
  if (Number.isNaN(value) || (name === 'concurrency' && (value < 1 || value > 1000))) return null;
  return { ...others, [name]: value };
}
