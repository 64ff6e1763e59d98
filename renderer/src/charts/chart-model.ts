import type { Palette } from './palette.ts';

/** How a series is called and drawn: never told apart by colour alone. */
export type SeriesLook = {
  readonly id: string;
  readonly label: string;
  readonly colour: Exclude<keyof Palette, 'font'>;
  readonly shape: 'filled' | 'line' | 'dashed' | 'dotted' | 'band';
};

export type ChartSeries = {
  readonly look: SeriesLook;
  /** By bin, or by place of the x values; another array wherever a number changed. */
  readonly counts: ArrayLike<number>;
  /** What each count is a share of: one number for all, or one for each bin. 0 draws nothing. */
  readonly whole: number | ArrayLike<number>;
  /** The counts are shares of 1 themselves, NaN where there is none: tables show no count. */
  readonly isShare?: boolean;
};

/** What lies between two shares (0 to 1) at each place of a curve; NaN where there is nothing. */
export type ChartBand = {
  readonly look: SeriesLook;
  readonly low: Float64Array;
  readonly high: Float64Array;
};

/** What a chart shows, before anybody draws it: the same for the canvas, the table twin and the files. */
export type ChartModel = {
  readonly title: string;
  /** What is drawn, in a sentence. */
  readonly sentence: string;
  /** How many of what: "n = 80,900 candidates". */
  readonly n: string;
  readonly xName: string;
  /** Edges of bins (one more than counts), or the places of a curve. */
  readonly x: Float64Array;
  readonly isBinned: boolean;
  /** The values are whole, as ranks are: a bin is said by the first and the last that lie in it. */
  readonly isWhole?: boolean;
  readonly formatX: (value: number) => string;
  /** Height of the chart in per cent; null fits the series. */
  readonly maxShare: number | null;
  readonly series: readonly ChartSeries[];
  /** Under the lines; another array wherever one changed. */
  readonly bands?: readonly ChartBand[];
};

/** A count as a share of its whole, in per cent; NaN of nothing: no share, which is not 0 %. */
export function shareAt({ counts, whole }: ChartSeries, at: number): number {
  const of = typeof whole === 'number' ? whole : (whole[at] ?? 0);
  return of === 0 ? Number.NaN : ((counts[at] ?? 0) / of) * 100;
}

/** Corners of the drawn line: bins as steps from their left edges, the last one repeated at the right end. */
export function cornersOf(model: ChartModel, series: ChartSeries): [number, number][] {
  const last = series.counts.length - 1;
  return Array.from(model.x, (x, at) => [x, shareAt(series, Math.min(at, last))]);
}

/**
 * Height of the axis in per cent: the highest share and a little air, in few sizes, so that it seldom changes while a slider
 * moves. Candidates and positives, which stay, come before what moves.
 */
export function axisHeight(model: ChartModel): number {
  if (model.maxShare !== null) return model.maxShare;
  let highest = 0;
  for (const series of model.series) {
    for (let at = 0; at < series.counts.length; at += 1) {
      const share = shareAt(series, at);
      if (share > highest) highest = share;
    }
  }
  return sizes.find((size) => size >= highest * 1.04) ?? 100;
}

/** A third of each is a number that is read at a glance. */
const sizes = [6, 9, 12, 18, 30, 45, 60, 75, 90];

/** Where a bin begins and ends, as it is said: of whole values, the last one in it. */
export function binEnds({ x, isWhole = false }: ChartModel, bin: number): readonly [number, number] {
  const [from, to] = [x[bin] ?? 0, x[bin + 1] ?? 0];
  return [from, isWhole ? to - 1 : to];
}

/** "4 to 5": what lies in a bin. */
export function binText(model: ChartModel, bin: number): string {
  return spanText(model, model.x[bin] ?? 0, model.x[bin + 1] ?? 0);
}

/** From one edge of a bin to another; one value where no other lies between them. */
export function spanText({ isWhole = false, formatX }: ChartModel, from: number, to: number): string {
  const last = isWhole ? to - 1 : to;
  return from === last ? formatX(from) : `${formatX(from)} to ${formatX(last)}`;
}

export function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) sum += counts[at] ?? 0;
  return sum;
}
