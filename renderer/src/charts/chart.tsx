import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChartModel } from './chart-model.ts';
import { axesKey, axesOption } from './chart-option.ts';
import { drawSeries } from './draw-series.ts';
import type { DrawnAxes } from './echarts.ts';
import type { Palette } from './palette.ts';
import { useSteadyHeight } from './use-steady-height.ts';

type ChartProps = {
  readonly model: ChartModel;
  readonly palette: Palette;
  /** What the chart shows, for those who do not see it; the numbers are in its table. */
  readonly label: string;
};

type Size = { readonly widthPx: number; readonly heightPx: number; readonly scale: number };

/** Draws a model on two canvases that follow their box: axes, drawn when they change, and above them what moves with a slider. */
export function Chart({ model, palette, label }: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const height = useSteadyHeight(model);

  useLayoutEffect(() => {
    const own = canvas.current;
    if (!own) return;
    const measure = (): void =>
      setSize({ widthPx: own.clientWidth, heightPx: own.clientHeight, scale: window.devicePixelRatio });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const own = canvas.current;
    if (!own || size === null) return;
    own.width = Math.round(size.widthPx * size.scale);
    own.height = Math.round(size.heightPx * size.scale);
  }, [size]);

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || size === null) return;
    pen.setTransform(size.scale, 0, 0, size.scale, 0, 0);
    drawSeries(pen, model, { ...size, top: height }, palette);
  }, [model, palette, size, height]);

  return (
    <div className="chart-canvas" role="img" aria-label={label}>
      <Axes model={model} height={height} palette={palette} size={size} />
      <canvas ref={canvas} className="chart-series" />
    </div>
  );
}

type AxesProps = {
  readonly model: ChartModel;
  readonly height: number;
  readonly palette: Palette;
  readonly size: Size | null;
};

function Axes({ model, height, palette, size }: AxesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [axes, setAxes] = useState<DrawnAxes | null>(null);
  const key = axesKey(model, height);

  useEffect(() => {
    const own = box.current;
    let drawn: DrawnAxes | null = null;
    let isGone = false;
    void import('./echarts.ts').then(({ drawAxes }) => {
      if (isGone || !own) return;
      drawn = drawAxes(own);
      setAxes(drawn);
    });
    return () => {
      isGone = true;
      drawn?.dispose();
    };
  }, []);

  useLayoutEffect(() => {
    axes?.show(axesOption(model, palette, height));
    // The key says when another model has other axes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [axes, key, palette]);

  useLayoutEffect(() => axes?.resize(), [axes, size]);

  return <div ref={box} className="chart-axes" />;
}
