import type { ReactNode } from 'react';

type DialogDoneProps = {
  readonly onClose: () => void;
  /** What else can be done with it. */
  readonly children?: ReactNode;
};

/** The end of a dialog that tells: it was read. */
export function DialogDone({ onClose, children }: DialogDoneProps) {
  return (
    <div className="row push-right">
      {children}
      <button type="button" className="button primary" autoFocus onClick={onClose}>
        Done
      </button>
    </div>
  );
}
