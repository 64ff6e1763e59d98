import type { QueryRow } from '../../../shared/ipc/view-calls.ts';
import type { Palette } from './palette.ts';

export type StripBox = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Scores at the left and right end. */
  readonly low: number;
  readonly high: number;
};

/** Where a score lies in the strip, half a pixel in, so that lines are sharp. */
export function stripX(score: number, { widthPx, low, high }: StripBox): number {
  const share = high > low ? (score - low) / (high - low) : 0.5;
  return Math.round(4 + Math.min(Math.max(share, 0), 1) * (widthPx - 9)) + 0.5;
}

/**
 * A query's scores on one line. Kept: short grey ticks. Dropped: orange ticks hanging from the top half.
 * Selected: tall, thick, blue. Positives: green dots. Threshold: a dotted line.
 */
export function drawStrip(
  pen: CanvasRenderingContext2D,
  { strip, threshold }: Pick<QueryRow, 'strip' | 'threshold'>,
  box: StripBox,
  palette: Palette,
): void {
  const { heightPx, widthPx } = box;
  const middle = Math.round(heightPx / 2);
  pen.clearRect(0, 0, widthPx, heightPx);
  line(pen, palette.border, 1, [0, middle + 0.5, widthPx, middle + 0.5]);
  const tick = (fate: string, colour: string, width: number, top: number, bottom: number): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const [place, score] of strip.scores.entries()) {
      if (strip.fates[place] !== fate) continue;
      const x = stripX(score, box);
      pen.moveTo(x, top);
      pen.lineTo(x, bottom);
    }
    pen.stroke();
  };
  tick('k', palette.kept, 1, middle - 4, middle + 5);
  tick('d', palette.dropped, 1, middle - 7, middle + 1);
  tick('s', palette.selected, 2, middle - 8, middle + 9);
  if (threshold !== null && threshold >= box.low && threshold <= box.high) {
    pen.setLineDash([2, 2]);
    const x = stripX(threshold, box);
    line(pen, palette.text, 1, [x, 1, x, heightPx - 1]);
    pen.setLineDash([]);
  }
  for (const score of strip.positives) {
    pen.beginPath();
    pen.arc(stripX(score, box), middle + 0.5, 4, 0, Math.PI * 2);
    pen.fillStyle = palette.positive;
    pen.strokeStyle = palette.surface;
    pen.lineWidth = 1.5;
    pen.fill();
    pen.stroke();
  }
}

function line(
  pen: CanvasRenderingContext2D,
  colour: string,
  width: number,
  [fromX, fromY, toX, toY]: readonly [number, number, number, number],
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}
