import { useState } from 'react';
import type { Input } from '../../../../shared/ipc/contract.ts';
import type { Rater } from '../../../../shared/ipc/agreement-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { AgreementNumbers } from './agreement-numbers.tsx';
import { ComparisonChoices, type ComparisonChoice } from './comparison-choices.tsx';
import { NothingToCompare } from './nothing-to-compare.tsx';
import { raterName } from '../../../../shared/agreement/rater-name.ts';
import { defaultRaters } from './choose-raters.ts';

/** How far two raters agree about the same pairs: a judge, a person, or what people settled on. */
export function AgreementScreen() {
  const { workspace, labels, rates } = useStores();
  const path = useFrom(workspace, (state) => state.path);
  const { raters, version } = useFrom(labels, (state) => state);
  const mapping = useFrom(rates, (state) => state.choice.mapping);
  const [pair, setPair] = useState<readonly [Rater, Rater] | null>(null);
  const [choice, setChoice] = useState<ComparisonChoice>({
    population: { kind: 'labelled' },
    sight: 'blind',
    scale: 'binary',
  });
  const usual = raters === null ? null : defaultRaters(raters);
  const chosen = pair ?? usual;
  const comparison: Input<'agreement.measure'> | null =
    path === null || chosen === null
      ? null
      : {
          workspace: path,
          first: chosen[0],
          second: chosen[1],
          ...choice,
          ...(mapping === undefined ? {} : { mapping }),
        };
  const { request, again } = useAnswer('agreement.measure', comparison, version);
  const measured = latestValue(request);
  if (raters === null) return <p className="secondary">Reading who labelled what …</p>;
  if (chosen === null || comparison === null) return <NothingToCompare raters={raters} />;
  return (
    <div className="agreement-screen stack">
      <ComparisonChoices
        raters={raters}
        pair={chosen}
        onPair={setPair}
        choice={choice}
        onChoice={setChoice}
      />
      {request.kind === 'failed' ? (
        <ErrorPanel
          title="The agreement could not be measured"
          error={request.error}
          actions={
            <button type="button" className="button" onClick={again}>
              Try again
            </button>
          }
        />
      ) : measured === null ? (
        <p className="secondary">Comparing …</p>
      ) : (
        <AgreementNumbers
          measured={measured}
          comparison={comparison}
          isOld={request.kind === 'running'}
          names={[raterName(chosen[0]), raterName(chosen[1])]}
        />
      )}
      <LiveRegion text={measured?.sentences[0] ?? ''} />
    </div>
  );
}
