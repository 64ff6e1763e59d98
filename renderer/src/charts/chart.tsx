import { CustomChart, LineChart, type CustomSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TitleComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TitleComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { useLayoutEffect, useRef } from 'react';
import { axisHeight, type ChartModel } from './chart-model.ts';
import { baseKey, baseOption, changedData } from './chart-option.ts';
import type { Palette } from './palette.ts';

use([LineChart, CustomChart, GridComponent, TitleComponent, LegendComponent, CanvasRenderer, SVGRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | CustomSeriesOption | GridComponentOption | TitleComponentOption | LegendComponentOption
>;

type ChartProps = {
  readonly model: ChartModel;
  readonly palette: Palette;
  /** What the chart shows, for those who do not see it; the numbers are in its table. */
  readonly label: string;
};

/** What is on the canvas. */
type Drawn = { readonly base: string; readonly palette: Palette; readonly model: ChartModel };

/** The only place that knows echarts: draws a model on a canvas that follows its box, and of a next one only what changed. */
export function Chart({ model, palette, label }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const drawn = useRef<Drawn | null>(null);

  useLayoutEffect(() => {
    if (!box.current) return;
    const own = init(box.current, null, { renderer: 'canvas' });
    chart.current = own;
    drawn.current = null;
    const observer = new ResizeObserver(() => own.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      own.dispose();
      chart.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    const before = drawn.current;
    const base = baseKey(model);
    const isKept = before?.base === base && before.palette === palette && before.model.bands === model.bands;
    if (!isKept) chart.current?.setOption(baseOption(model, palette, axisHeight(model)), { notMerge: true });
    // Painted with the frame that this event belongs to.
    chart.current?.setOption(changedData(model, isKept ? before.model : null), {
      lazyUpdate: true,
      silent: true,
    });
    drawn.current = { base, palette, model };
  }, [model, palette]);

  return <div ref={box} className="chart-canvas" role="img" aria-label={label} />;
}

/** An option drawn away from the screen: SVG as text, PNG as a data address at twice the size. */
export function renderChart(
  option: ChartOption,
  kind: 'svg' | 'png',
  size: { readonly width: number; readonly height: number },
  background: string,
): string {
  const own =
    kind === 'svg'
      ? init(null, null, { renderer: 'svg', ssr: true, ...size })
      : init(document.createElement('div'), null, { renderer: 'canvas', ...size });
  try {
    own.setOption({ ...option, backgroundColor: background });
    return kind === 'svg'
      ? own.renderToSVGString()
      : own.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: background });
  } finally {
    own.dispose();
  }
}
