import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const firstToFill = ':is(form button, input:not([type=radio]:not(:checked)), select, textarea):enabled';

/** A modal dialog of the platform: it keeps the focus, Escape closes it, and the focus goes back where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  // A layout effect, because its end comes before the element is taken out of the document; a plain effect's comes after, and
  // a dialog that is out gives the focus back to nothing.
  useLayoutEffect(() => {
    const own = element.current;
    const opener = document.activeElement;
    own?.showModal();
    // What is to be filled in first, in place of the cross, which the platform would take.
    own?.querySelector<HTMLElement>(firstToFill)?.focus();
    return () => {
      own?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button quiet icon-only" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
