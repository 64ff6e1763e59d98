import type { KeyboardEvent } from 'react';
import type { SliderRange } from '../setting/methods.ts';

type SliderProps = {
  readonly label: string;
  readonly value: number;
  /** The value as it is read out. */
  readonly valueText: string;
  readonly range: SliderRange;
  readonly onSlide: (value: number) => void;
  /** The hand or the key let go. */
  readonly onEnd: () => void;
};

/** A range with all of its keys: arrows one step, Shift or Page ten, Home and End the ends. */
export function Slider({ label, value, valueText, range, onSlide, onEnd }: SliderProps) {
  const { min, max, step } = range;
  const clamped = Math.min(Math.max(value, min), max);
  const share = max > min ? ((clamped - min) / (max - min)) * 100 : 0;
  const place = (steps: number): number =>
    Math.min(Math.max(min + (Math.round((clamped - min) / step) + steps) * step, min), max);

  function onKeyDown(event: KeyboardEvent): void {
    const large = event.key === 'PageUp' ? 10 : event.key === 'PageDown' ? -10 : 0;
    const arrow =
      event.key === 'ArrowRight' || event.key === 'ArrowUp'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowDown'
          ? -1
          : 0;
    const steps = large + arrow * (event.shiftKey ? 10 : 1);
    if (steps === 0) return;
    event.preventDefault();
    onSlide(place(steps));
  }
  return (
    <span className="slider-box">
      <span className="slider-track" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
      <input
        className="slider"
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        min={min}
        max={max}
        step={step}
        value={clamped}
        onChange={(event) => onSlide(event.target.valueAsNumber)}
        onKeyDown={onKeyDown}
        onKeyUp={onEnd}
        onPointerUp={onEnd}
        onBlur={onEnd}
      />
    </span>
  );
}
