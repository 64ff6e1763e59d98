import { Panel } from '../../components/panel.tsx';
import { RateChoices } from '../rates/rate-choices.tsx';
import { RateNotes } from '../rates/rate-notes.tsx';
import { RateTable } from '../rates/rate-table.tsx';
import { TrustNote } from './trust-note.tsx';
import { useShownRates } from './use-shown-rates.ts';

/** Every rate of the setting on screen by every source, with its counts; what it was made of, and what was left out. */
export function RateDetails() {
  const shown = useShownRates();
  if (shown === null) return null;
  const { row, context, trust } = shown;
  return (
    <Panel
      className={`rate-details trust-${trust}`}
      title="False-negative rates at this setting"
      aside={<TrustNote trust={trust} share={1} />}
    >
      <RateChoices context={context} />
      <RateTable rates={row} />
      <RateNotes rates={row} context={context} />
    </Panel>
  );
}
