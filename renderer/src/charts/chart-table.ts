import { formatCount } from '../text/format-number.ts';
import { binEnds, shareAt, type ChartBand, type ChartModel, type ChartSeries } from './chart-model.ts';

/** A chart's numbers as a table; the header and then a row for each bin or place. */
export type ChartTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Curves have hundreds of places: the table shows every n-th of them. */
const mostRows = 130;

/** The table twin: each count with its share. */
export function chartTable(model: ChartModel): ChartTable {
  const places = placesOf(model);
  const step = Math.max(1, Math.ceil(places / mostRows));
  const shown = Array.from({ length: Math.ceil(places / step) }, (_, i) => i * step);
  const formatX = model.isBinned && model.isWhole !== true ? edgeFormat(model) : model.formatX;
  return {
    head: [
      ...xHead(model),
      ...model.series.map(({ look }) => look.label),
      ...bandsOf(model).map(({ look }) => look.label),
    ],
    rows: shown.map((at) => [
      ...xCells(model, at).map(formatX),
      ...model.series.map((series) => cellText(series, at)),
      ...bandsOf(model).map(({ low, high }) => `${percentText(low[at])} to ${percentText(high[at])}`),
    ]),
  };
}

/** Every place with plain numbers; the caption as comment lines first. Labels are ours, so nothing needs quotes but the caption. */
export function chartCsv(model: ChartModel, caption: readonly string[]): string {
  const head = [
    ...xHead(model),
    ...model.series.flatMap(({ look, isShare }) =>
      isShare === true ? [`${look.label} %`] : [look.label, `${look.label} %`],
    ),
    ...bandsOf(model).flatMap(({ look }) => [`${look.label} low %`, `${look.label} high %`]),
  ];
  const rows = Array.from({ length: placesOf(model) }, (_, at) => [
    ...xCells(model, at),
    ...model.series.flatMap((series) =>
      series.isShare === true
        ? [plainPercent(shareAt(series, at))]
        : [series.counts[at] ?? 0, plainPercent(shareAt(series, at))],
    ),
    ...bandsOf(model).flatMap(({ low, high }) =>
      [low, high].map((side) => plainPercent((side[at] ?? Number.NaN) * 100)),
    ),
  ]);
  const comments = [model.title, ...caption].map(commentLine);
  return [...comments, head.join(','), ...rows.map((row) => row.join(','))].join('\n') + '\n';
}

/** A line of a caption in a CSV. */
export function commentLine(line: string): string {
  return `# ${line.replaceAll(/[\r\n]+/g, ' ')}`;
}

function bandsOf({ bands = [] }: ChartModel): readonly ChartBand[] {
  return bands;
}

/** "12 (3.4 %)"; a dash in place of the share of nothing. */
export function cellText(series: ChartSeries, at: number): string {
  const share = shareAt(series, at);
  if (series.isShare === true) return percentText(share / 100);
  return `${formatCount(series.counts[at] ?? 0)} (${percentText(share / 100)})`;
}

/** A dash where there is no share. */
function percentText(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** Six digits; an empty cell where there is no number. */
function plainPercent(value: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toPrecision(6));
}

function placesOf({ x, isBinned }: ChartModel): number {
  return isBinned ? x.length - 1 : x.length;
}

/** Edges of bins, below each other: all with as many places as tell them well apart, but with no more than they have. */
function edgeFormat({ x, formatX }: ChartModel): (edge: number) => string {
  const width = ((x.at(-1) ?? 0) - (x[0] ?? 0)) / Math.max(1, x.length - 1);
  const enough = width > 0 ? 2 - Math.floor(Math.log10(width)) : 0;
  const present = x.reduce((most, edge) => Math.max(most, formatX(edge).split('.')[1]?.length ?? 0), 0);
  const digits = Math.max(0, Math.min(enough, present));
  // Without the sign of a zero that was rounded.
  return (edge) => (Number(edge.toFixed(digits)) || 0).toFixed(digits).replace('-', '−');
}

function xHead({ xName, isBinned }: ChartModel): string[] {
  return isBinned ? [`${xName} from`, 'to'] : [xName];
}

function xCells(model: ChartModel, at: number): readonly number[] {
  return model.isBinned ? binEnds(model, at) : [model.x[at] ?? 0];
}
