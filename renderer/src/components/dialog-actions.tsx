import type { ReactNode } from 'react';

type DialogActionsProps = {
  /** The work goes on after the dialog is closed. */
  readonly isRunning?: boolean;
  readonly onClose: () => void;
  /** The button that does what the dialog is for. */
  readonly children: ReactNode;
};

/** The end of a dialog that asks: leave it, or do it. */
export function DialogActions({ isRunning = false, onClose, children }: DialogActionsProps) {
  return (
    <div className="row push-right">
      <button type="button" className="button" onClick={onClose}>
        {isRunning ? 'Close' : 'Cancel'}
      </button>
      {children}
    </div>
  );
}
