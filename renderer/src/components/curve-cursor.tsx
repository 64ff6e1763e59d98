import type { KeyboardEvent, PointerEvent } from 'react';
import { nearestPlace } from '../../../shared/tuning/tune-point.ts';
import { plotArea } from '../charts/chart-option.ts';

type CurveCursorProps = {
  readonly label: string;
  readonly value: number;
  /** The value as it is read out. */
  readonly valueText: string;
  /** The value as it stands beside the line. */
  readonly shortText: string;
  /** Values that the cursor stops at, ascending. */
  readonly grid: Float64Array;
  readonly onSlide: (value: number) => void;
  /** The hand or the key let go. */
  readonly onEnd: () => void;
};

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -1e9,
  End: 1e9,
};

/** The slider as a line over a curve: drag anywhere, or arrows one step, Shift or Page ten, Home and End the ends. */
export function CurveCursor({ label, value, valueText, shortText, grid, onSlide, onEnd }: CurveCursorProps) {
  const [min, max] = [grid[0] ?? 0, grid.at(-1) ?? 1];
  const share = max > min ? Math.min(Math.max((value - min) / (max - min), 0), 1) : 0;

  function slideTo(place: number): void {
    onSlide(grid[Math.min(Math.max(place, 0), grid.length - 1)] ?? value);
  }
  function slideUnder(event: PointerEvent): void {
    const box = event.currentTarget.getBoundingClientRect();
    const under = min + ((event.clientX - box.left) / box.width) * (max - min);
    slideTo(nearestPlace(grid, under).place);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const { place, onGrid } = nearestPlace(grid, value);
    const from = onGrid ? place : place + (by > 0 === (grid[place] ?? 0) > value ? -Math.sign(by) : 0);
    slideTo(from + by * (event.shiftKey && Math.abs(by) === 1 ? 10 : 1));
  }
  return (
    <div
      className="curve-cursor"
      style={{ left: plotArea.left, right: plotArea.right, top: plotArea.top, bottom: plotArea.bottom }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      onKeyDown={onKeyDown}
      onKeyUp={onEnd}
      onBlur={onEnd}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        slideUnder(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) slideUnder(event);
      }}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
    >
      <span className={share > 0.85 ? 'cursor-line left' : 'cursor-line'} style={{ left: `${share * 100}%` }}>
        <b className="tabular">{shortText}</b>
        <i aria-hidden="true" />
      </span>
    </div>
  );
}
