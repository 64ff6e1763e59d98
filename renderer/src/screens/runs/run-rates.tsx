import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { useAnswer } from '../../stores/use-answer.ts';
import { latestValue } from '../../stores/request.ts';
import { RateChoices } from '../rates/rate-choices.tsx';
import { RateNotes } from '../rates/rate-notes.tsx';
import { RateTable } from '../rates/rate-table.tsx';

/** False-negative rates of a stored run's own negatives; nothing before anybody judged or labelled. */
export function RunRates({ run }: { readonly run: string }) {
  const { workspace, labels, rates } = useStores();
  const path = useFrom(workspace, (state) => state.path);
  const { raters, version } = useFrom(labels, (state) => state);
  const isLabelled = raters !== null && raters.length > 0;
  const choice = useFrom(rates, (state) => state.choice);
  const { request } = useAnswer(
    'rates.run',
    isLabelled && path !== null ? { workspace: path, run, ...choice } : null,
    version,
  );
  const found = latestValue(request);
  if (!isLabelled) return null;
  if (request.kind === 'failed') {
    return <ErrorPanel title="The rates of this run could not be estimated" error={request.error} />;
  }
  return (
    <Panel className="rate-details" title="False negatives among its negatives">
      {found === null ? (
        <p className="secondary pad">Being estimated …</p>
      ) : (
        <>
          <RateChoices context={found} />
          <RateTable rates={found} />
          <RateNotes rates={found} context={found} />
        </>
      )}
    </Panel>
  );
}
