import { useEffect, useRef, useState } from 'react';

type NoteFieldProps = {
  readonly note: string;
  /** Asked for just now: takes the keys. */
  readonly isOpen: boolean;
  readonly onSave: (note: string) => void;
  readonly onDone: () => void;
};

/** A note on the pair; kept when the field is left, closed with Escape or Ctrl Enter. */
export function NoteField({ note, isOpen, onSave, onDone }: NoteFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  function save(): void {
    if (typed !== null && typed !== note) onSave(typed);
    setTyped(null);
  }
  return (
    <label className="field note-field">
      <span>
        Note <span className="secondary">(Esc closes; kept with the label)</span>
      </span>
      <textarea
        ref={field}
        value={typed ?? note}
        maxLength={20_000}
        rows={2}
        dir="auto"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          save();
          if (isOpen) onDone();
        }}
        onKeyDown={(event) => {
          const isEnd = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
          if (!isEnd) return;
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}
