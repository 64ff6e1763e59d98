import type { ChartModel } from './chart-model.ts';
import { wholeOption } from './chart-option.ts';
import { chartCsv } from './chart-table.ts';
import type { ChartOption } from './echarts.ts';
import type { Palette } from './palette.ts';

export const chartFileKinds = ['png', 'svg', 'csv'] as const;
export type ChartFileKind = (typeof chartFileKinds)[number];

const size = { width: 960, height: 480 };

/** A chart as it is written: `caption` says n, setting and date. */
export type SavedChart = {
  readonly title: string;
  readonly sentence: string;
  readonly csv: (caption: readonly string[]) => string;
  readonly drawn: (palette: Palette) => ChartOption;
  readonly legend: readonly object[];
};

/** A model of bins or curves, as it is written. */
export function savedModel(model: ChartModel): SavedChart {
  return {
    title: model.title,
    sentence: model.sentence,
    csv: (caption) => chartCsv(model, caption),
    drawn: (palette) => wholeOption(model, palette),
    legend: legendOf(model),
  };
}

/** Offers the chart as a file, with the date in its caption. */
export function saveChart(
  chart: SavedChart,
  kind: ChartFileKind,
  about: readonly string[],
  palette: Palette,
): void {
  const name = `${chart.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${kind}`;
  const drawnAt = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const caption = [...about, `Drawn ${drawnAt} UTC by Negscope`];
  void fileOf(chart, kind, caption, palette).then((file) => download(name, file));
}

async function fileOf(
  chart: SavedChart,
  kind: ChartFileKind,
  caption: readonly string[],
  palette: Palette,
): Promise<Blob> {
  if (kind === 'csv') return new Blob([chart.csv(caption)], { type: 'text/csv' });
  const { renderChart } = await import('./echarts.ts');
  const drawn = renderChart(fileOption(chart, caption, palette), kind, size, palette.surface);
  if (kind === 'svg') return new Blob([drawn], { type: 'image/svg+xml' });
  const bytes = Uint8Array.from(atob(drawn.slice(drawn.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

function fileOption(chart: SavedChart, caption: readonly string[], palette: Palette) {
  const lines = [...wrapped(chart.sentence), ...caption];
  const text = { color: palette.secondary, fontFamily: palette.font, fontSize: 12 };
  return {
    ...chart.drawn(palette),
    title: {
      text: chart.title,
      subtext: lines.join('\n'),
      left: 12,
      textStyle: { ...text, color: palette.text, fontSize: 16 },
      subtextStyle: { ...text, lineHeight: 17 },
    },
    legend: { bottom: 4, textStyle: text, itemWidth: 28, data: [...chart.legend] },
    grid: { left: 56, right: 24, top: 49 + 17 * lines.length, bottom: 58 },
  };
}

/** Lines show their dashes and no dot, as on screen: colour alone does not tell three of one role apart. */
function legendOf({ series, bands = [] }: ChartModel) {
  return [...series, ...bands].map(({ look: { label, shape } }) =>
    shape === 'filled'
      ? { name: label, icon: 'roundRect' }
      : shape === 'band'
        ? { name: label, icon: 'roundRect', itemStyle: { opacity: 0.3 } }
        : { name: label, itemStyle: { opacity: 0 } },
  );
}

/** A sentence in lines that fit the picture. */
function wrapped(sentence: string): readonly string[] {
  return sentence.match(/.{1,130}(?:\s|$)/gu) ?? [sentence];
}

function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(file);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
