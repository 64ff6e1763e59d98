import type { Histogram } from '../../../shared/ipc/view-calls.ts';
import type { Palette } from './palette.ts';

/** How a series of a histogram is called and drawn: never by colour alone, so filled, outlined or dashed. */
export type SeriesLook = {
  readonly key: string;
  readonly label: string;
  readonly colour: keyof Palette;
  readonly shape: 'filled' | 'outlined';
};

/** Candidates lie behind, then what was selected of them, then the positives as a line above both. */
export const seriesLooks: readonly SeriesLook[] = [
  { key: 'candidates', label: 'candidates', colour: 'candidates', shape: 'filled' },
  { key: 'selected', label: 'selected', colour: 'selected', shape: 'filled' },
  { key: 'positives', label: 'positives', colour: 'positive', shape: 'outlined' },
];

export type HistogramRow = {
  readonly from: number;
  readonly to: number;
  /** In the order of the looks. */
  readonly counts: readonly number[];
};

/** The looks whose series the histogram has. */
export function looksOf(histogram: Histogram): readonly SeriesLook[] {
  return seriesLooks.filter(({ key }) => Object.hasOwn(histogram.series, key));
}

/** The histogram as a table: a bin a row. */
export function histogramRows(histogram: Histogram): readonly HistogramRow[] {
  const looks = looksOf(histogram);
  return histogram.edges.slice(0, -1).map((from, bin) => ({
    from,
    to: histogram.edges[bin + 1] ?? from,
    counts: looks.map(({ key }) => histogram.series[key]?.[bin] ?? 0),
  }));
}

export function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
