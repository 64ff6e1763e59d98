import { ErrorPanel } from '../../components/error-panel.tsx';
import type { LabelAction } from '../../stores/annotation/label-saves.ts';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { plural } from '../../text/format-number.ts';
import { labelTexts } from '../../text/label-text.ts';

type SaveFailureProps = {
  readonly session: LabelSession;
  readonly onRetry: () => void;
  /** Reads the queue again and forgets what was not saved. */
  readonly onAnew: () => void;
};

/** Saving stopped: why, what is kept, and how it goes on. */
export function SaveFailure({ session, onRetry, onAnew }: SaveFailureProps) {
  const { stopped, waiting } = session;
  if (stopped === null) return null;
  if (stopped.code === 'changed-elsewhere') {
    return (
      <ErrorPanel
        title={`This queue went on elsewhere. ${notTaken(session)}`}
        error={stopped}
        actions={
          <button type="button" className="button primary" onClick={onAnew}>
            {waiting.length === 0 ? 'Go on here' : 'Go on here without it'}
          </button>
        }
      />
    );
  }
  return (
    <ErrorPanel
      title={`Not saved: ${plural(waiting.length, 'label')}, kept here. The queue waits`}
      error={stopped}
      actions={
        <button type="button" className="button primary" onClick={onRetry}>
          Save again
        </button>
      }
    />
  );
}

/** What this window did in sight of an older state of the queue, by name. */
function notTaken({ waiting }: LabelSession): string {
  if (waiting.length === 0) return 'Everything given here is saved';
  const named = waiting.slice(0, 5).map(nameOf).join('; ');
  const more = waiting.length > 5 ? `; ${waiting.length - 5} more` : '';
  return `Not stored: ${named}${more}`;
}

function nameOf(action: LabelAction): string {
  switch (action.kind) {
    case 'record':
      return `pair ${action.place + 1} “${action.label.value === null ? 'no label' : labelTexts[action.label.value]}”`;
    case 'skip':
      return `pair ${action.place + 1} skipped`;
    case 'undo':
    case 'redo':
      return action.kind;
  }
}
