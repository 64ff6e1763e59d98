import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { defaultMapping } from '../../../../shared/rates/event-mapping.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { LabelPairButton } from '../annotate/label-pair-button.tsx';
import { actionTexts, relabelActions } from '../relabel/action-text.ts';
import { useNextUndo } from '../../stores/use-next-undo.ts';
import { labelTexts } from '../../text/label-text.ts';
import { keysHere } from '../../text/keys-here.ts';

type CandidateDecisionProps = { readonly query: number; readonly candidate: CandidateView };

/** What judges and people said of the candidate, and what is to become of it whatever the rules say. */
export function CandidateDecision({ query, candidate }: CandidateDecisionProps) {
  const { relabel, rates, navigation } = useStores();
  // What counts as a false negative, as the rates have it.
  const mapping = useFrom(rates, (state) => state.choice.mapping) ?? defaultMapping;
  const { list, said, decide, undo, redo } = useFrom(relabel, (state) => state);
  const next = useNextUndo();
  const { document, judged, labelled, decision } = candidate;
  return (
    <>
      {judged.length + labelled.length > 0 ? (
        <ul className="said" aria-label="What was said of it">
          {labelled.map(({ annotator, value, note }) => (
            <li key={`h${annotator}`}>
              <span className={mapping[value] === 'false-negative' ? 'chip said-yes' : 'chip'}>
                ■ {labelTexts[value]}
              </span>{' '}
              <OneLine text={annotator} /> {note === '' ? null : <OneLine text={note} className="reason" />}
            </li>
          ))}
          {judged.map(({ judge, relevant, reason }) => (
            <li key={`j${judge}`}>
              <span className={relevant === true ? 'chip said-yes' : 'chip'}>
                ▲ {relevant === null ? 'no usable answer' : relevant ? 'relevant' : 'not relevant'}
              </span>{' '}
              <OneLine text={judge} /> {reason === '' ? null : <OneLine text={reason} className="reason" />}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="row wrap decision-row" role="group" aria-label="Decide">
        {relabelActions.map((action) => (
          <button
            key={action}
            type="button"
            className={decision === action ? 'button small chosen' : 'button small'}
            aria-pressed={decision === action}
            title={`${actionTexts[action].sentence} Again takes it back.`}
            onClick={() => void decide([{ query, document }], decision === action ? null : action)}
          >
            {actionTexts[action].label} <kbd aria-hidden="true">{actionTexts[action].key.toUpperCase()}</kbd>
          </button>
        ))}
        <button
          type="button"
          className="button quiet small icon-only"
          aria-label="Undo relabelling"
          title={
            list?.undo
              ? `Takes back${next.undo === 'decision' ? ` (${keysHere('CmdOrCtrl+Z')})` : ''}: ${list.undo}`
              : 'No decision to take back'
          }
          disabled={!list?.undo}
          onClick={() => void undo()}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="button quiet small icon-only"
          aria-label="Redo relabelling"
          title={
            list?.redo
              ? `Does again${next.redo === 'decision' ? ` (${keysHere('CmdOrCtrl+Shift+Z')})` : ''}: ${list.redo}`
              : 'No decision to do again'
          }
          disabled={!list?.redo}
          onClick={() => void redo()}
        >
          <Icon name="redo" />
        </button>
        <button
          type="button"
          className="button quiet small"
          onClick={() => navigation.getState().show({ kind: 'relabel' })}
        >
          Relabel by rule…
        </button>
        <LabelPairButton
          query={query}
          document={document}
          about={candidate.title === '' ? candidate.text : candidate.title}
        />
        <span className="secondary" role="status">
          {said === null ? null : <OneLine text={said} />}
        </span>
      </div>
    </>
  );
}
