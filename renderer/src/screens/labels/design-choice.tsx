import { useFrom, useStores } from '../../app-context.ts';
import { KindList } from '../../components/kind-list.tsx';
import { latestValue } from '../../stores/request.ts';
import { labelDesigns, type LabelDesign } from './label-designs.ts';

type DesignChoiceProps = {
  readonly design: LabelDesign;
  readonly run: string;
  readonly onChange: (design: LabelDesign, run: string) => void;
};

/** How the labelled pairs were chosen, and of which run; '' is every run that they can have been drawn from. */
export function DesignChoice({ design, run, onChange }: DesignChoiceProps) {
  const { workspace } = useStores();
  const runs = latestValue(useFrom(workspace, (state) => state.summary))?.runs ?? [];
  return (
    <>
      <KindList
        label="How these pairs were chosen"
        value={design}
        options={labelDesigns}
        onChange={(next) => onChange(next, next === 'unknown' ? '' : run)}
      />
      {design === 'unknown' ? null : (
        <label className="field inline">
          <span>Run</span>
          <select value={run} onChange={(event) => onChange(design, event.target.value)}>
            <option value="">every run that they can have been drawn from</option>
            {runs.map((one) => (
              <option key={one.run} value={one.run}>
                {one.run}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
