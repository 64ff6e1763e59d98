import type { ChartOption } from './chart.tsx';
import { bandSeries } from './band-series.ts';
import { axisHeight, cornersOf, type ChartModel, type SeriesLook } from './chart-model.ts';
import type { Palette } from './palette.ts';

/** Where the plot lies in its box, in px: what lies above the canvas (cursor, brush) is placed by it. */
export const plotArea = { left: 44, right: 10, top: 8, bottom: 22 } as const;

/** Everything of a chart but its data; changes with the axes and the theme, not while a slider moves. */
export function baseOption(model: ChartModel, palette: Palette, height: number): ChartOption {
  const { x } = model;
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
        formatter: model.formatX,
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
    series: [
      ...model.series.map(({ look }, place) => ({
        ...lineLook(look, palette),
        id: look.id,
        name: look.label,
        type: 'line' as const,
        ...(model.isBinned ? { step: 'end' as const } : {}),
        symbol: 'none',
        silent: true,
        clip: true,
        z: place + 3,
      })),
      ...(model.bands ?? []).map((band) => bandSeries(band, x, palette)),
    ],
  };
}

/** What a move of the slider changes: the data of the series that have other counts than before. */
export function changedData(model: ChartModel, before: ChartModel | null): ChartOption {
  const changed = model.series.filter((series, place) => {
    const old = before?.series[place];
    return (
      before === null || before.x !== model.x || old?.counts !== series.counts || old.whole !== series.whole
    );
  });
  return {
    series: changed.map((series) => ({ id: series.look.id, type: 'line', data: cornersOf(model, series) })),
  };
}

/** Names the base: a chart whose base is the same keeps its axes. */
export function baseKey(model: ChartModel): string {
  const { x, isBinned, series } = model;
  return JSON.stringify([x[0], x.at(-1), isBinned, axisHeight(model), series.map(({ look }) => look.id)]);
}

function lineLook({ shape, colour }: SeriesLook, palette: Palette) {
  const type = shape === 'dashed' || shape === 'dotted' ? shape : ('solid' as const);
  return {
    lineStyle: { width: shape === 'filled' ? 1 : 2, color: palette[colour], type },
    itemStyle: { color: palette[colour] },
    ...(shape === 'filled' ? { areaStyle: { color: palette[colour], opacity: 0.75 } } : {}),
  };
}
