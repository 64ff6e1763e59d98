import type { Input } from '../../../../shared/ipc/contract.ts';
import type { Rater } from '../../../../shared/ipc/agreement-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Segmented } from '../../components/segmented.tsx';
import { sliderValue } from '../../stores/tune-question.ts';
import type { RaterCount } from '../../stores/labels.ts';
import { latestValue } from '../../stores/request.ts';
import { describeSetting } from '../../setting/describe-setting.ts';
import { formatCount } from '../../text/format-number.ts';
import { raterName } from '../../../../shared/agreement/rater-name.ts';
import { raterKey } from './choose-raters.ts';

type Measure = Input<'agreement.measure'>;
export type ComparisonChoice = {
  readonly population: NonNullable<Measure['population']>;
  readonly sight: NonNullable<Measure['sight']>;
  readonly scale: NonNullable<Measure['scale']>;
};

type ComparisonChoicesProps = {
  readonly raters: readonly RaterCount[];
  readonly pair: readonly [Rater, Rater];
  readonly onPair: (pair: readonly [Rater, Rater]) => void;
  readonly choice: ComparisonChoice;
  readonly onChoice: (choice: ComparisonChoice) => void;
};

const sights = [
  { value: 'blind', label: 'blind', title: 'Labels given without the judge’s answer in sight' },
  {
    value: 'unblind',
    label: 'judge in sight',
    title: 'Labels given with it in sight: they tell of anchoring, not of agreement',
  },
  { value: 'all', label: 'all', title: 'Both' },
] as const;

const scales = [
  { value: 'binary', label: 'relevant or not', title: 'What labels count as under the mapping' },
  { value: 'grades', label: 'grades', title: 'The raters’ own grades' },
] as const;

/** Who is compared, and over which pairs. */
export function ComparisonChoices({ raters, pair, onPair, choice, onChoice }: ComparisonChoicesProps) {
  const { navigation } = useStores();
  const populations = usePopulations();
  const current = populations.findIndex(
    ({ population }) => JSON.stringify(population) === JSON.stringify(choice.population),
  );
  const raterSelect = (label: string, place: 0 | 1) => (
    <label className="field inline">
      <span>{label}</span>
      <select
        value={raterKey(pair[place])}
        onChange={(event) => {
          const rater = raters.find((one) => raterKey(one.rater) === event.target.value)?.rater;
          if (rater) onPair(place === 0 ? [rater, pair[1]] : [pair[0], rater]);
        }}
      >
        {raters.map(({ rater, labels }) => (
          <option key={raterKey(rater)} value={raterKey(rater)}>
            {raterName(rater)} ({formatCount(labels)})
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="setting-bar comparison-bar" aria-label="Comparison">
      {raterSelect('first', 0)}
      {raterSelect('second', 1)}
      <label className="field inline">
        <span>over</span>
        <select
          value={current < 0 ? 0 : current}
          onChange={(event) => {
            const population = populations[Number(event.target.value)]?.population;
            if (population) onChoice({ ...choice, population });
          }}
        >
          {populations.map(({ label }, place) => (
            <option key={label} value={place}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label="Which labels"
        value={choice.sight}
        options={sights}
        onChange={(sight) => onChoice({ ...choice, sight })}
      />
      <Segmented
        label="Scale"
        value={choice.scale}
        options={scales}
        onChange={(scale) => onChoice({ ...choice, scale })}
      />
      <span className="bar-end">
        <button
          type="button"
          className="button"
          onClick={() => navigation.getState().show({ kind: 'relabel' })}
        >
          Relabel by rule…
        </button>
      </span>
    </section>
  );
}

/** The labelled pairs as they are, what the setting on screen selects, and the stored runs. */
function usePopulations(): readonly {
  readonly label: string;
  readonly population: ComparisonChoice['population'];
}[] {
  const { workspace, tuning, rates } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const question = useFrom(tuning, (state) => state.question);
  const choice = useFrom(rates, (state) => state.choice);
  const value = question === null ? null : sliderValue(question);
  return [
    { label: 'labelled pairs, as they are', population: { kind: 'labelled' } },
    ...(question === null || question.slider === null || value === null
      ? []
      : [
          {
            label: `selected at ${describeSetting(question.view.settings)}`,
            population: {
              kind: 'view' as const,
              view: { ...question.view, slider: question.slider, ...choice },
              value,
            },
          },
        ]),
    ...(summary?.runs ?? []).map(({ run }) => ({
      label: `negatives of run ${run}`,
      population: { kind: 'run' as const, run },
    })),
  ];
}
