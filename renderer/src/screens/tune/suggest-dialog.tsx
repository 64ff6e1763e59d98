import { useState } from 'react';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { leastEffectiveLabels } from '../../../../shared/rates/suggest-setting.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { methodTexts, shownValue } from '../../setting/methods.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { rateTargetTexts } from '../../text/rate-text.ts';
import { SuggestedSetting } from './suggested-setting.tsx';

/** Asks for the loosest value of the slider that labels show to be good enough. */
export function SuggestDialog({ onClose }: { readonly onClose: () => void }) {
  const { rates, tuning, setting, labels, navigation } = useStores();
  const question = useFrom(tuning, (state) => state.question);
  const choice = useFrom(rates, (state) => state.choice);
  const method = useFrom(setting, (state) => state.history.present.method);
  const isEmpty = useFrom(labels, (state) => (state.raters ?? []).length === 0);
  const [limit, setLimit] = useState(0.05);
  const [mostStarved, setMostStarved] = useState(0.1);
  const [asked, setAsked] = useState<Input<'rates.suggest'> | null>(null);
  const { request } = useAnswer('rates.suggest', asked);
  const slider = question?.slider ?? null;

  function ask(): void {
    if (question === null || slider === null) return;
    setAsked({ ...question.view, slider, ...choice, limit, mostStarved });
  }
  return (
    <Dialog title="Suggest a setting" onClose={onClose}>
      <div className="stack small pad">
        {slider === null || isEmpty ? (
          <p>
            {slider === null
              ? 'Naive has no threshold to move. Choose a method first: its values are what is searched.'
              : 'Nobody judged or labelled anything yet, so nothing can be shown about any value.'}
          </p>
        ) : (
          <p>
            The loosest value of <strong>{methodTexts[method].label}</strong> that labels show to keep the
            share of false negatives low. Rates of: {rateTargetTexts[choice.target].label}.
          </p>
        )}
        <div className="row wrap">
          <ShareField
            label="At most so many false negatives"
            share={limit}
            isOpenEnded={false}
            onChange={(share) => {
              setLimit(share);
              // What was found for another limit is no answer to this one.
              setAsked(null);
            }}
          />
          <ShareField
            label="At most so many starved queries"
            share={mostStarved}
            isOpenEnded
            onChange={(share) => {
              setMostStarved(share);
              setAsked(null);
            }}
          />
        </div>
        <details className="notes">
          <summary>How it is decided, and why so</summary>
          <ul>
            <li>
              The order is declared before any label is looked at: from the strictest value to the loosest,
              starting at the first that has a rate from labels worth {leastEffectiveLabels} in effect.
            </li>
            <li>
              A value passes when the upper end of its 95 % interval is under the limit. The first that fails
              ends it, so the chance that a value over the limit is suggested is at most that of one test.
            </li>
            <li>
              Picking the loosest value whose interval happens to fit errs far more often: it tries many. So
              does trying limits until one passes; choose the limit first.
            </li>
          </ul>
        </details>
        <div aria-live="polite">
          {request.kind === 'failed' ? (
            <ErrorPanel title="No setting could be suggested" error={request.error} />
          ) : null}
          {request.kind === 'running' ? <p className="secondary">Testing values, strict to loose …</p> : null}
          {request.kind === 'ready' ? (
            <SuggestedSetting
              suggestion={request.value}
              valueText={(value) => shownValue(method, value)}
              onUse={(value) => {
                const { slide, endDrag } = setting.getState();
                endDrag();
                slide(value);
                endDrag();
                onClose();
              }}
            />
          ) : null}
        </div>
        <div className="row push-right">
          {isEmpty || (request.kind === 'ready' && request.value.value === null) ? (
            <button type="button" className="button" onClick={() => navigation.getState().go('annotate')}>
              Label some
            </button>
          ) : null}
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button
            type="button"
            className="button primary"
            disabled={slider === null || isEmpty || request.kind === 'running'}
            onClick={ask}
          >
            Test the values
          </button>
        </div>
      </div>
    </Dialog>
  );
}

type ShareFieldProps = {
  readonly label: string;
  readonly share: number;
  /** Whether 0 and 100 % are values, too. */
  readonly isOpenEnded: boolean;
  readonly onChange: (share: number) => void;
};

function ShareField({ label, share, isOpenEnded, onChange }: ShareFieldProps) {
  return (
    <span className="field">
      <span>{label}</span>
      <TypedField
        label={label}
        text={String(Number((share * 100).toPrecision(6)))}
        unit="%"
        mustBe={isOpenEnded ? 'a number from 0 to 100' : 'a number between 0 and 100'}
        onCommit={(typed) => {
          const percent = Number(typed.replace('%', '').replace(',', '.').trim());
          const isInside = isOpenEnded ? percent >= 0 && percent <= 100 : percent > 0 && percent < 100;
          if (typed.trim() === '' || !isInside) return false;
          onChange(percent / 100);
          return true;
        }}
      />
    </span>
  );
}
