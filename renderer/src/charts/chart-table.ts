import { formatCount } from '../text/format-number.ts';
import { shareAt, type ChartModel } from './chart-model.ts';

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
  return {
    head: [...xHead(model), ...model.series.map(({ look }) => look.label)],
    rows: shown.map((at) => [
      ...xCells(model, at).map(model.formatX),
      ...model.series.map(
        (series) => `${formatCount(series.counts[at] ?? 0)} (${shareAt(series, at).toFixed(1)} %)`,
      ),
    ]),
  };
}

/** Every place with plain numbers; the caption as comment lines first. Labels are ours, so nothing needs quotes but the caption. */
export function chartCsv(model: ChartModel, caption: readonly string[]): string {
  const head = [...xHead(model), ...model.series.flatMap(({ look }) => [look.label, `${look.label} %`])];
  const rows = Array.from({ length: placesOf(model) }, (_, at) => [
    ...xCells(model, at),
    ...model.series.flatMap((series) => [series.counts[at] ?? 0, Number(shareAt(series, at).toPrecision(6))]),
  ]);
  const comments = [model.title, ...caption].map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}`);
  return [...comments, head.join(','), ...rows.map((row) => row.join(','))].join('\n') + '\n';
}

function placesOf({ x, isBinned }: ChartModel): number {
  return isBinned ? x.length - 1 : x.length;
}

function xHead({ xName, isBinned }: ChartModel): string[] {
  return isBinned ? [`${xName} from`, 'to'] : [xName];
}

function xCells({ x, isBinned }: ChartModel, at: number): number[] {
  return isBinned ? [x[at] ?? 0, x[at + 1] ?? 0] : [x[at] ?? 0];
}
