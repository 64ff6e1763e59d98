import type { CustomSeriesOption } from 'echarts/charts';
import type { ChartBand } from './chart-model.ts';
import type { Palette } from './palette.ts';

type Run = readonly (readonly [x: number, low: number, high: number])[];

/** Places beside each other that have both bounds; a gap ends a run. */
export function bandRuns({ low, high }: ChartBand, x: Float64Array): readonly Run[] {
  const runs: (readonly [number, number, number])[][] = [];
  let open: (readonly [number, number, number])[] | null = null;
  for (const [at, place] of x.entries()) {
    const [below, above] = [low[at] ?? Number.NaN, high[at] ?? Number.NaN];
    if (Number.isNaN(below) || Number.isNaN(above)) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      runs.push(open);
    }
    open.push([place, below * 100, above * 100]);
  }
  return runs;
}

/** A band as a series: one area for each run, under all lines. */
export function bandSeries(band: ChartBand, x: Float64Array, palette: Palette): CustomSeriesOption {
  const runs = bandRuns(band, x);
  return {
    id: band.look.id,
    name: band.look.label,
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    itemStyle: { color: palette[band.look.colour] },
    data: runs.map((run) => [run[0]?.[0] ?? 0, run[0]?.[1] ?? 0]),
    renderItem(params, api) {
      const run = runs[params.dataIndex] ?? [];
      const upper = run.map(([place, , above]) => api.coord([place, above]));
      const lower = run.map(([place, below]) => api.coord([place, below])).toReversed();
      return {
        type: 'polygon',
        shape: { points: [...upper, ...lower] },
        style: { fill: palette[band.look.colour], opacity: 0.2 },
      };
    },
  };
}
