import type { Histogram } from '../../../shared/ipc/view-calls.ts';
import { formatCount, formatScore, formatShare } from '../text/format-number.ts';
import type { ChartOption } from './chart.tsx';
import { looksOf, total, type SeriesLook } from './histogram-series.ts';
import type { Palette } from './palette.ts';

/** A line across the chart at one value, with its name. */
export type Marker = { readonly value: number; readonly name: string };

/**
 * A histogram as stepped lines. Each series is drawn as its own share in per cent, because there are a hundred
 * times more candidates than positives; the tooltip has the counts.
 */
export function histogramOption(
  histogram: Histogram,
  palette: Palette,
  markers: readonly Marker[] = [],
): ChartOption {
  const looks = looksOf(histogram);
  const { edges } = histogram;
  const text = { color: palette.secondary, fontSize: 11, fontFamily: palette.font };
  return {
    animation: false,
    grid: { left: 4, right: 8, top: markers.length > 0 ? 18 : 8, bottom: 20, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: edges[0] ?? 0,
      max: edges.at(-1) ?? 1,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: palette.border } },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => String(Number(value.toPrecision(6))).replace('-', '−'),
      },
    },
    yAxis: { type: 'value', show: false, min: 0 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.surface,
      borderColor: palette.border,
      textStyle: { color: palette.text, fontSize: 12, fontFamily: palette.font },
      axisPointer: { type: 'line', lineStyle: { color: palette.secondary }, label: { show: false } },
      formatter: (hovered) => tooltipText(histogram, looks, dataIndexOf(hovered)),
    },
    series: looks.map((look, place) => ({
      type: 'line',
      name: look.label,
      step: 'end',
      data: stepsOf(edges, histogram.series[look.key] ?? []),
      symbol: 'none',
      silent: true,
      z: place + 2,
      lineStyle: { width: look.shape === 'filled' ? 1 : 2, color: palette[look.colour] },
      ...(look.shape === 'filled' ? { areaStyle: { color: palette[look.colour], opacity: 0.75 } } : {}),
      ...(place === 0 && markers.length > 0 ? { markLine: markLine(markers, palette) } : {}),
    })),
  };
}

/** Corners of a stepped line: each bin's share in per cent from its left edge, the last repeated at the right end. */
function stepsOf(edges: readonly number[], counts: readonly number[]): [number, number][] {
  const sum = total(counts) || 1;
  return edges.map((edge, bin) => [edge, ((counts[bin] ?? counts.at(-1) ?? 0) / sum) * 100]);
}

function markLine(markers: readonly Marker[], palette: Palette): NonNullable<object> {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: palette.text, type: 'dashed', width: 1 },
    label: { show: true, position: 'end', distance: 2, color: palette.secondary, fontSize: 11 },
    data: markers.map(({ value, name }) => ({ xAxis: value, name, label: { formatter: name } })),
  };
}

function tooltipText(histogram: Histogram, looks: readonly SeriesLook[], bin: number): string {
  const last = histogram.edges.length - 2;
  const at = Math.min(Math.max(bin, 0), last);
  const head = `${formatScore(histogram.edges[at] ?? null)} to ${formatScore(histogram.edges[at + 1] ?? null)}`;
  const lines = looks.map(({ key, label }) => {
    const counts = histogram.series[key] ?? [];
    const count = counts[at] ?? 0;
    return `${label}  ${formatCount(count)}  (${formatShare(count, total(counts))})`;
  });
  return [head, ...lines].join('\n');
}

function dataIndexOf(hovered: unknown): number {
  const first: unknown = Array.isArray(hovered) ? hovered[0] : hovered;
  const index: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'dataIndex') : 0;
  return typeof index === 'number' ? index : 0;
}
