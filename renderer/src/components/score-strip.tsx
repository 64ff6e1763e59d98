import { useLayoutEffect, useRef } from 'react';
import type { QueryRow } from '../../../shared/ipc/view-calls.ts';
import { drawStrip } from '../charts/draw-strip.ts';
import type { Palette } from '../charts/palette.ts';
import { formatScore, plural } from '../text/format-number.ts';

type ScoreStripProps = {
  readonly row: Pick<QueryRow, 'strip' | 'threshold'>;
  readonly low: number;
  readonly high: number;
  readonly palette: Palette;
};

/** One query's scores on a line, drawn on a canvas. */
export function ScoreStrip({ row, low, high, palette }: ScoreStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const own = canvas.current;
    const pen = own?.getContext('2d');
    if (!own || !pen) return;
    const draw = (): void => {
      const scale = window.devicePixelRatio;
      const { clientWidth: widthPx, clientHeight: heightPx } = own;
      own.width = Math.round(widthPx * scale);
      own.height = Math.round(heightPx * scale);
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      drawStrip(pen, row, { widthPx, heightPx, low, high }, palette);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(own);
    return () => observer.disconnect();
  }, [row, low, high, palette]);
  return <canvas ref={canvas} className="score-strip" role="img" aria-label={describe(row)} />;
}

function describe({ strip, threshold }: Pick<QueryRow, 'strip' | 'threshold'>): string {
  const count = (fate: string): number => strip.fates.split(fate).length - 1;
  return [
    plural(strip.positives.length, 'positive'),
    `${count('s')} selected`,
    `${count('k')} kept`,
    `${count('d')} dropped`,
    threshold === null ? 'no threshold' : `threshold ${formatScore(threshold)}`,
  ].join(', ');
}
