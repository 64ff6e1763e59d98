import { rateTargets } from '../../../../shared/rates/estimate-rate.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Segmented } from '../../components/segmented.tsx';
import type { ShownRates } from '../../stores/shown-rates.ts';
import { rateTargetTexts } from '../../text/rate-text.ts';
import { MappingChoice } from './mapping-choice.tsx';

const targetOptions = rateTargets.map((value) => ({
  value,
  label: rateTargetTexts[value].label,
  title: rateTargetTexts[value].sentence,
}));

/** What rates speak of, whose answers they use, and what counts as a false negative. */
export function RateChoices({ context }: { readonly context: ShownRates['context'] }) {
  const { rates } = useStores();
  const { choice, choose } = useFrom(rates, (state) => state);
  return (
    <div className="row wrap rate-choices">
      <span className="secondary">Rates of</span>
      <Segmented
        label="What the interval covers"
        value={choice.target}
        options={targetOptions}
        onChange={(target) => choose({ target })}
      />
      <label className="field inline">
        <span>judge</span>
        <select
          value={context.judge ?? ''}
          onChange={(event) => choose({ judge: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">none, people only</option>
          {context.judges.map((judge) => (
            <option key={judge} value={judge}>
              {judge}
            </option>
          ))}
        </select>
      </label>
      <MappingChoice mapping={context.mapping} onChange={(mapping) => choose({ mapping })} />
    </div>
  );
}
