import { CustomChart, LineChart, type CustomSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TitleComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TitleComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

// The only place that knows echarts; loaded with the first chart, not with the window.

use([LineChart, CustomChart, GridComponent, TitleComponent, LegendComponent, CanvasRenderer, SVGRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | CustomSeriesOption | GridComponentOption | TitleComponentOption | LegendComponentOption
>;

export type DrawnAxes = {
  readonly show: (option: ChartOption) => void;
  readonly resize: () => void;
  readonly dispose: () => void;
};

/** A canvas in `box` for what stays while a slider moves. */
export function drawAxes(box: HTMLElement): DrawnAxes {
  const chart = init(box, null, { renderer: 'canvas' });
  return {
    show: (option) => chart.setOption(option, { silent: true }),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
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
