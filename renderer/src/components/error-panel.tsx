import type { ReactNode } from 'react';
import { assertNever } from '../../../shared/assert.ts';
import type { AppError, ErrorCode } from '../../../shared/errors.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';

type ErrorPanelProps = {
  /** What could not be done: "The workspace could not be opened". */
  readonly title: string;
  readonly error: AppError;
  /** Buttons: what can be done now. */
  readonly actions?: ReactNode;
};

/** Says what happened, in the words of whoever noticed it, and what to do; the details can be copied. */
export function ErrorPanel({ title, error, actions }: ErrorPanelProps) {
  const details = [`${title}.`, `${error.code}: ${error.message}`, error.stack ?? ''].join('\n');
  return (
    <section className="error-panel" role="alert">
      <Icon name="warning" />
      <div>
        <h2>{title}</h2>
        <p className="untrusted" dir="auto">
          {error.message}
        </p>
        <p className="secondary">{adviceFor(error.code)}</p>
        <div className="row">
          {actions}
          <CopyButton text={details} label="Copy details" />
        </div>
      </div>
    </section>
  );
}

function adviceFor(code: ErrorCode): string {
  switch (code) {
    case 'wrong-usage':
    case 'invalid-input':
      return 'Change what the message names and try again.';
    case 'not-found':
      return 'Choose what is there, or make it first.';
    case 'file-not-found':
      return 'Check that it is still there, that its disk is connected, and that the name is right.';
    case 'already-exists':
      return 'Choose another name, or replace what is there.';
    case 'changed-elsewhere':
      return 'Nothing was overwritten. Look at what is there now, then go on.';
    case 'workspace-held':
      return 'Wait for the work in it to end, or close the other program that uses this workspace; then try again.';
    case 'workspace-newer':
      return 'A newer version made this workspace. Update Negscope; nothing was changed.';
    case 'workspace-damaged':
      return 'Nothing was changed. Restore a copy, or import the data again into a new workspace.';
    case 'read-only':
      return 'Copy it to a place where you may write, or ask for permission.';
    case 'disk-full':
      return 'Free some space; what was finished before is kept.';
    case 'cancelled':
      return 'It was stopped before its end. Start it again when you like.';
    case 'host-exited':
      return 'The engine stopped several times. Restart it; the log has the reason.';
    case 'failed':
      return 'If it happens again, copy the details into a report; the log file has more.';
    default:
      return assertNever(code);
  }
}
