import { ErrorPanel } from '../../components/error-panel.tsx';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { plural } from '../../text/format-number.ts';

type SaveFailureProps = { readonly session: LabelSession; readonly onRetry: () => void };

/** Saving stopped: why, what is kept, and how it goes on. */
export function SaveFailure({ session, onRetry }: SaveFailureProps) {
  const { stopped, waiting } = session;
  if (stopped === null) return null;
  return (
    <ErrorPanel
      title={`Not saved: ${plural(waiting.length, 'label')}. They are kept, and the queue waits`}
      error={stopped}
      actions={
        <button type="button" className="button primary" onClick={onRetry}>
          Save again
        </button>
      }
    />
  );
}
