import { useEffect, useId, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Refusal, refusalSentence } from './refusal.tsx';

type TypedFieldProps = {
  readonly label: string;
  /** The value as text; what is typed shows until it is committed. */
  readonly text: string;
  /** Returns false when the text is no value; the field then says so and keeps the old value. */
  readonly onCommit: (typed: string) => boolean;
  /** What a value is, for the sentence that refuses others: "a number". */
  readonly mustBe?: string;
  /** Whether a refusal is in sight: what would use the old value then should wait. */
  readonly onRefused?: (isRefused: boolean) => void;
  /** Arrow keys: one step up or down, ten with Shift. */
  readonly onStep?: (steps: number) => void;
  readonly unit?: string;
  readonly title?: string;
  readonly widthCh?: number;
  readonly disabled?: boolean;
  /** What is typed: numbers get a keypad where there is one. */
  readonly holds?: 'number' | 'text' | 'url';
  readonly placeholder?: string;
};

/**
 * A value that is typed: taken on Enter or when the field is left, given up with Escape. What is no value is refused in words:
 * after Enter it stays to be mended; when the field is left, the old value comes back and the words stay until the next key or press.
 */
export function TypedField({
  label,
  text,
  onCommit,
  mustBe = 'a number',
  onRefused,
  onStep,
  unit,
  title,
  widthCh = 6,
  disabled = false,
  holds = 'number',
  placeholder,
}: TypedFieldProps) {
  /** What is being typed, over which value: when the value changes from elsewhere, it shows instead. */
  const [typing, setTyping] = useState<{ readonly over: string; readonly draft: string } | null>(null);
  const [refused, setRefused] = useState<{ readonly over: string; readonly sentence: string } | null>(null);
  const id = useId();
  const draft = typing?.over === text ? typing.draft : null;
  const refusal = refused?.over === text ? refused.sentence : null;
  const isWrong = refusal !== null && draft !== null;
  const setDraft = (next: string | null): void =>
    setTyping(next === null ? null : { over: text, draft: next });
  function refuse(sentence: string | null): void {
    setRefused(sentence === null ? null : { over: text, sentence });
    if ((sentence === null) !== (refusal === null)) onRefused?.(sentence !== null);
  }
  const isLeft = refusal !== null && draft === null;
  useEffect(() => {
    if (!isLeft) return;
    function end(): void {
      setRefused(null);
      onRefused?.(false);
    }
    document.addEventListener('keydown', end, true);
    document.addEventListener('pointerdown', end, true);
    return () => {
      document.removeEventListener('keydown', end, true);
      document.removeEventListener('pointerdown', end, true);
    };
  }, [isLeft, onRefused]);

  /** Whether what was typed is taken, if anything was. */
  function commit(): boolean {
    if (draft === null) return true;
    const isTaken = onCommit(draft);
    const stays = text === '' || unit === undefined ? text : `${text} ${unit}`;
    refuse(isTaken ? null : refusalSentence(draft, mustBe, stays));
    if (isTaken) setDraft(null);
    return isTaken;
  }
  function onBlur(event: FocusEvent): void {
    // Another window in front is no leaving: the field keeps the focus in its own.
    if (!commit() && document.activeElement !== event.target) setDraft(null);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      // Escape gives up what was typed, not the dialog around it.
      event.preventDefault();
      setDraft(null);
      refuse(null);
    } else if (direction !== 0 && onStep) {
      event.preventDefault();
      setDraft(null);
      refuse(null);
      onStep(direction * (event.shiftKey ? 10 : 1));
    }
  }
  return (
    <span
      className={isWrong ? 'typed-field wrong' : 'typed-field'}
      title={title}
      style={{ anchorName: `--${id}` }}
    >
      <input
        type="text"
        inputMode={holds === 'number' ? 'decimal' : holds}
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={refusal === null ? undefined : `${id}refusal`}
        placeholder={placeholder}
        spellCheck={holds === 'url' ? false : undefined}
        value={draft ?? text}
        disabled={disabled}
        style={{ width: `${widthCh}ch` }}
        onChange={(event) => {
          setDraft(event.target.value);
          refuse(null);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
      />
      {unit === undefined ? null : <span className="unit">{unit}</span>}
      {refusal === null ? null : <Refusal id={`${id}refusal`} anchor={`--${id}`} sentence={refusal} />}
    </span>
  );
}
