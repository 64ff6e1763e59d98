import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { formatScore } from '../../text/format-number.ts';
import type { ThresholdLine } from './threshold-lines.ts';

type ThresholdHandleProps = {
  readonly line: ThresholdLine;
  readonly topPx: number;
  /** What the line belongs to, where there are several. */
  readonly owner: string | null;
  /** The setting's parameter, as it is read out. */
  readonly parameterText: string;
  readonly low: number;
  readonly high: number;
  readonly onGrab: () => void;
  /** Vertical distance from where the line was taken, in px. */
  readonly onDrag: (byPx: number) => void;
  readonly onStep: (steps: number) => void;
  readonly onEnd: () => void;
};

/** The part of a threshold line that can be taken: dragged, or moved by its keys (arrows one step, Shift or Page ten). */
export function ThresholdHandle(props: ThresholdHandleProps) {
  const { line, topPx, owner, parameterText, low, high, onGrab, onDrag, onStep, onEnd } = props;
  const startPx = useRef<number | null>(null);

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    startPx.current = event.clientY;
    onGrab();
  }
  function onPointerMove(event: PointerEvent): void {
    if (startPx.current !== null) onDrag(event.clientY - startPx.current);
  }
  function letGo(): void {
    if (startPx.current === null) return;
    startPx.current = null;
    onEnd();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const steps = stepsOf(event);
    if (steps === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(steps);
  }
  const name = owner === null ? 'Threshold' : `Threshold of ${owner}`;
  return (
    <div
      className="threshold-handle"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="vertical"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={line.score}
      aria-valuetext={`score ${formatScore(line.score)}, ${parameterText}`}
      title={`${name}: ${formatScore(line.score)} (${parameterText}). Drag it, or use ↑ ↓, Shift or Page for ten steps.`}
      style={{ top: `${topPx}px` }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
      onKeyUp={onEnd}
      onBlur={onEnd}
    >
      <span className="grip" />
      <span className="threshold-name">
        {owner === null ? 'threshold' : `threshold of ${owner}`} {formatScore(line.score)}
      </span>
    </div>
  );
}

/** Steps upwards on the score axis. */
function stepsOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number {
  const direction =
    key === 'ArrowUp' || key === 'ArrowRight' ? 1 : key === 'ArrowDown' || key === 'ArrowLeft' ? -1 : 0;
  if (direction !== 0) return direction * (shiftKey ? 10 : 1);
  return key === 'PageUp' ? 10 : key === 'PageDown' ? -10 : 0;
}
