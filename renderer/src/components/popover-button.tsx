import { useEffect, useId, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

type PopoverButtonProps = {
  readonly label: ReactNode;
  /** What the panel is, for its group and its close button. */
  readonly name: string;
  readonly heading: string;
  readonly isQuiet?: boolean;
  readonly className?: string;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
};

/** A panel that opens below the fold of a scrolled screen could not be read to its end. */
function bringIntoView(panel: HTMLElement | null): void {
  panel?.scrollIntoView({ block: 'nearest' });
}

/** A button with a panel under it, which Escape and its cross close. */
export function PopoverButton(props: PopoverButtonProps) {
  const { label, name, heading, isQuiet = false, className = '', onOpen, children } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    // A button that its own press disables leaves the focus nowhere: Escape must close the panel all the same.
    function closeUnfocused(event: KeyboardEvent): void {
      if (event.key === 'Escape' && document.activeElement === document.body) setOpen(false);
    }
    document.addEventListener('keydown', closeUnfocused);
    return () => document.removeEventListener('keydown', closeUnfocused);
  }, [isOpen]);
  return (
    <div
      className="more-rules"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <button
        type="button"
        className={isQuiet ? 'button quiet' : 'button'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          if (!isOpen) onOpen?.();
          setOpen(!isOpen);
        }}
      >
        {label}
      </button>
      {isOpen ? (
        <div ref={bringIntoView} id={id} className={`popover ${className}`} role="group" aria-label={name}>
          <header className="row spread">
            <h3>{heading}</h3>
            <button
              type="button"
              className="button quiet icon-only"
              aria-label={`Close ${name.charAt(0).toLowerCase()}${name.slice(1)}`}
              onClick={() => setOpen(false)}
            >
              <Icon name="close" />
            </button>
          </header>
          {children}
        </div>
      ) : null}
    </div>
  );
}
