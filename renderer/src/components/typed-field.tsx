import { useState, type KeyboardEvent } from 'react';

type TypedFieldProps = {
  readonly label: string;
  /** The value as text; what is typed shows until it is committed. */
  readonly text: string;
  /** Returns false when the text is no value; the field then says so and keeps the old value. */
  readonly onCommit: (typed: string) => boolean;
  /** Arrow keys: one step up or down, ten with Shift. */
  readonly onStep?: (steps: number) => void;
  readonly unit?: string;
  readonly title?: string;
  readonly widthCh?: number;
  readonly disabled?: boolean;
  /** What is typed: numbers get a keypad where there is one. */
  readonly holds?: 'number' | 'text';
};

/** A value that is typed: taken on Enter or when the field is left, given up with Escape. */
export function TypedField({
  label,
  text,
  onCommit,
  onStep,
  unit,
  title,
  widthCh = 6,
  disabled = false,
  holds = 'number',
}: TypedFieldProps) {
  /** What is being typed, over which value: when the value changes from elsewhere, it shows instead. */
  const [typing, setTyping] = useState<{ readonly over: string; readonly draft: string } | null>(null);
  const [wrongOver, setWrongOver] = useState<string | null>(null);
  const draft = typing?.over === text ? typing.draft : null;
  const isWrong = wrongOver === text;
  const setDraft = (next: string | null): void =>
    setTyping(next === null ? null : { over: text, draft: next });
  const setWrong = (next: boolean): void => setWrongOver(next ? text : null);

  function commit(): void {
    if (draft === null) return;
    const isTaken = onCommit(draft);
    setWrong(!isTaken);
    if (isTaken) setDraft(null);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setWrong(false);
    } else if (direction !== 0 && onStep) {
      event.preventDefault();
      setDraft(null);
      onStep(direction * (event.shiftKey ? 10 : 1));
    }
  }
  return (
    <span className={isWrong ? 'typed-field wrong' : 'typed-field'} title={title}>
      <input
        type="text"
        inputMode={holds === 'number' ? 'decimal' : 'text'}
        aria-label={label}
        aria-invalid={isWrong}
        value={draft ?? text}
        disabled={disabled}
        style={{ width: `${widthCh}ch` }}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {unit === undefined ? null : <span className="unit">{unit}</span>}
    </span>
  );
}
