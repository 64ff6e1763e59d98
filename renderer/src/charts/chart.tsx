import { LineChart, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  type GridComponentOption,
  type MarkLineComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useLayoutEffect, useRef } from 'react';

use([LineChart, GridComponent, TooltipComponent, MarkLineComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | GridComponentOption | TooltipComponentOption | MarkLineComponentOption
>;

type ChartProps = {
  readonly option: ChartOption;
  /** What the chart shows, for those who do not see it; the numbers are in its table. */
  readonly label: string;
};

/** The only place that knows echarts: draws an option on a canvas that follows its box. */
export function Chart({ option, label }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);

  useLayoutEffect(() => {
    if (!box.current) return;
    const own = init(box.current, null, { renderer: 'canvas' });
    chart.current = own;
    const observer = new ResizeObserver(() => own.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      own.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: true });
  }, [option]);

  return <div ref={box} className="chart" role="img" aria-label={label} />;
}
