import { baseOption } from './chart-option.ts';
import { axisHeight, cornersOf, type ChartModel } from './chart-model.ts';
import { chartCsv } from './chart-table.ts';
import { renderChart } from './chart.tsx';
import type { Palette } from './palette.ts';

export const chartFileKinds = ['png', 'svg', 'csv'] as const;
export type ChartFileKind = (typeof chartFileKinds)[number];

const size = { width: 960, height: 480 };

/** Offers the chart as a file; `caption` says n, setting and date. */
export function saveChart(
  model: ChartModel,
  kind: ChartFileKind,
  caption: readonly string[],
  palette: Palette,
): void {
  const name = `${model.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${kind}`;
  download(name, fileOf(model, kind, caption, palette));
}

function fileOf(model: ChartModel, kind: ChartFileKind, caption: readonly string[], palette: Palette): Blob {
  if (kind === 'csv') return new Blob([chartCsv(model, caption)], { type: 'text/csv' });
  const drawn = renderChart(fileOption(model, caption, palette), kind, size, palette.surface);
  if (kind === 'svg') return new Blob([drawn], { type: 'image/svg+xml' });
  const bytes = Uint8Array.from(atob(drawn.slice(drawn.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

function fileOption(model: ChartModel, caption: readonly string[], palette: Palette) {
  const base = baseOption(model, palette, axisHeight(model));
  const text = { color: palette.secondary, fontFamily: palette.font, fontSize: 12 };
  return {
    ...base,
    title: {
      text: model.title,
      subtext: [model.sentence, ...caption].join('\n'),
      left: 12,
      textStyle: { ...text, color: palette.text, fontSize: 16 },
      subtextStyle: { ...text, lineHeight: 17 },
    },
    legend: { bottom: 4, textStyle: text, icon: 'roundRect' },
    grid: { left: 56, right: 24, top: 66 + 17 * caption.length, bottom: 58 },
    series: [base.series ?? []].flat().map((series, place) => {
      const own = model.series[place];
      // Bands follow the lines and have their data already.
      return own ? { ...series, data: cornersOf(model, own) } : series;
    }),
  };
}

function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(file);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
