import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';
import { choicesFor } from '../../stores/annotation/label-choices.ts';
import type { LabelDraft, LabelSession } from '../../stores/annotation/label-session.ts';
import { NoteField } from './note-field.tsx';

type LabelBarProps = {
  readonly session: LabelSession;
  readonly item: AnnotationItem | null;
  readonly draft: LabelDraft | null;
  readonly actions: LabelActions;
  readonly hasKeys: boolean;
  readonly isNoting: boolean;
  readonly onNote: () => void;
  readonly onNoteDone: () => void;
};

/** The answers and what else can be done with the pair, each with its key. */
export function LabelBar(props: LabelBarProps) {
  const { session, item, draft, actions, hasKeys, isNoting, onNote, onNoteDone } = props;
  const { queue, canUndo, canRedo, stopped } = session;
  const isOff = item === null || stopped !== null;
  const keyOf = (key: string) => (hasKeys ? <kbd>{key.toUpperCase()}</kbd> : null);
  return (
    <div className="panel label-bar">
      {item !== null && draft !== null && (isNoting || draft.note !== '') ? (
        <NoteField
          key={item.place}
          note={draft.note}
          isOpen={isNoting}
          onSave={actions.setNote}
          onDone={onNoteDone}
        />
      ) : null}
      <div className="label-choices" role="group" aria-label="Your label">
        {choicesFor(queue.question).map(({ value, name, key, sentence }) => (
          <button
            key={value}
            type="button"
            className="button"
            title={sentence}
            aria-pressed={item?.value === value}
            disabled={isOff}
            onClick={() => actions.label(value)}
          >
            {name}
            {keyOf(key)}
          </button>
        ))}
      </div>
      <div className="label-tools">
        <button type="button" className="button quiet" disabled={isOff} onClick={onNote}>
          Note {keyOf('n')}
        </button>
        <span
          className="secondary evidence-hint"
          title="Or E: arrows move by sentence, Shift and arrows add, Enter marks."
        >
          Evidence: select text {hasKeys ? <>or {keyOf('e')}</> : null}
        </span>
        <button type="button" className="button quiet" onClick={actions.back}>
          Back {keyOf('b')}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={!canUndo || stopped !== null}
          onClick={actions.undo}
        >
          Undo {keyOf('u')}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={!canRedo || stopped !== null}
          onClick={actions.redo}
        >
          Redo {hasKeys ? <kbd>Shift U</kbd> : null}
        </button>
        <button type="button" className="button quiet" disabled={isOff} onClick={actions.skip}>
          Skip {keyOf('s')}
        </button>
      </div>
    </div>
  );
}
