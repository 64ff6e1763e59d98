import { bandSeries } from './band-series.ts';
import { axisHeight, cornersOf, type ChartModel, type SeriesLook } from './chart-model.ts';
import type { ChartOption } from './echarts.ts';
import type { Palette } from './palette.ts';

/** Where the plot lies in its box, in px: what lies above the canvas (cursor, brush) is placed by it. */
export const plotArea = { left: 44, right: 10, top: 8, bottom: 22 } as const;

/** What stays while a slider moves: it changes with the axes and the theme. */
export function axesOption({ x, formatX }: ChartModel, palette: Palette, height: number): ChartOption {
  const text = { color: palette.secondary, fontSize: 11, fontFamily: palette.font };
  return {
    animation: false,
    grid: { ...plotArea, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: x[0] ?? 0,
      max: x.at(-1) ?? 1,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: palette.border } },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: formatX,
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: height,
      interval: height / (height === 100 ? 4 : 3),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: palette.border, opacity: 0.6 } },
      axisLabel: { ...text, formatter: (share: number) => `${Math.round(share)} %` },
    },
  };
}

/** The whole chart, for files. */
export function wholeOption(model: ChartModel, palette: Palette): ChartOption {
  return {
    ...axesOption(model, palette, axisHeight(model)),
    series: [
      ...model.series.map((series, place) => ({
        ...lineLook(series.look, palette),
        id: series.look.id,
        name: series.look.label,
        type: 'line' as const,
        ...(model.isBinned ? { step: 'end' as const } : {}),
        symbol: 'none',
        silent: true,
        clip: true,
        z: place + 2,
        data: cornersOf(model, series),
      })),
      ...(model.bands ?? []).map((band) => bandSeries(band, model.x, palette)),
    ],
  };
}

/** Names the axes: a chart for which it is the same keeps them. */
export function axesKey({ x, xName }: ChartModel, height: number): string {
  return JSON.stringify([xName, x[0], x.at(-1), height]);
}

function lineLook({ shape, colour }: SeriesLook, palette: Palette) {
  const type = shape === 'dashed' || shape === 'dotted' ? shape : ('solid' as const);
  return {
    lineStyle: { width: shape === 'filled' ? 1 : 2, color: palette[colour], type },
    itemStyle: { color: palette[colour] },
    ...(shape === 'filled' ? { areaStyle: { color: palette[colour], opacity: 0.75 } } : {}),
  };
}
