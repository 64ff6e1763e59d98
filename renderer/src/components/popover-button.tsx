import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
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

/** Whether something is on the screen around the box: what a dialog over it holds is not. */
function isAround(box: HTMLElement | null, place: EventTarget | null): boolean {
  if (box === null || !(place instanceof Element) || box.contains(place)) return false;
  const dialog = place.closest('dialog');
  return dialog === null || dialog.contains(box);
}

/**
 * A button with a panel under it. Escape and its cross close it and give the focus back to the button; a press outside or
 * the focus going elsewhere closes it, too, so that no two lie over each other.
 */
export function PopoverButton(props: PopoverButtonProps) {
  const { label, name, heading, isQuiet = false, className = '', onOpen, children } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  function close(): void {
    button.current?.focus();
    setOpen(false);
  }
  useEffect(() => {
    if (!isOpen) return;
    // A button that its own press disables leaves the focus nowhere: Escape must close the panel all the same.
    function closeUnfocused(event: KeyboardEvent): void {
      if (event.key === 'Escape' && document.activeElement === document.body) close();
    }
    function closeFromAround(event: Event): void {
      if (isAround(box.current, event.target)) setOpen(false);
    }
    document.addEventListener('keydown', closeUnfocused);
    document.addEventListener('pointerdown', closeFromAround, true);
    document.addEventListener('focusin', closeFromAround);
    return () => {
      document.removeEventListener('keydown', closeUnfocused);
      document.removeEventListener('pointerdown', closeFromAround, true);
      document.removeEventListener('focusin', closeFromAround);
    };
  }, [isOpen]);
  return (
    <div
      ref={box}
      className="more-rules"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
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
              onClick={close}
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
