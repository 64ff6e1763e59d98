import type { RuleName } from '../domain/mining-settings.ts';
import type { TuneTables } from './tune-tables.ts';

type OnePlace<T> = { readonly [K in keyof T]: number };

/** Everything the tuning screen shows at one value of the slider. Bins are views into the tables, not copies. */
export type TunePoint = {
  readonly numNegatives: number;
  readonly totals: TuneTables['totals'];
  readonly counts: OnePlace<TuneTables['counts']>;
  readonly sums: OnePlace<TuneTables['sums']>;
  readonly scores: TuneTables['scores'];
  readonly differences: TuneTables['differences'];
  readonly losses: TuneTables['losses'];
  readonly ranks: TuneTables['ranks'];
  readonly failed: Partial<Record<RuleName, { readonly any: number; readonly only: number }>>;
};

/** Looks up one place of the grid; no number depends on how many candidates were counted. */
export function tunePoint(tables: TuneTables, place: number): TunePoint {
  const at = (values: ArrayLike<number>): number => values[place] ?? 0;
  const bins = (values: TuneTables['scores']['kept'], edges: Float64Array) => {
    const count = edges.length - 1;
    return values.subarray(place * count, (place + 1) * count);
  };
  const { counts, sums, scores, differences, losses, ranks } = tables;
  return {
    numNegatives: tables.numNegatives,
    totals: tables.totals,
    counts: {
      kept: at(counts.kept),
      selected: at(counts.selected),
      starved: at(counts.starved),
      short: at(counts.short),
      missing: at(counts.missing),
      suspects: at(counts.suspects),
      judged: at(counts.judged),
      annotated: at(counts.annotated),
      anchored: at(counts.anchored),
      lossUnits: at(counts.lossUnits),
    },
    sums: {
      score: at(sums.score),
      difference: at(sums.difference),
      loss: at(sums.loss),
      weight: at(sums.weight),
      suspectWeight: at(sums.suspectWeight),
      judgedWeight: at(sums.judgedWeight),
      annotatedWeight: at(sums.annotatedWeight),
    },
    scores: {
      ...scores,
      kept: bins(scores.kept, scores.edges),
      selected: bins(scores.selected, scores.edges),
    },
    differences: { ...differences, selected: bins(differences.selected, differences.edges) },
    losses: { ...losses, units: bins(losses.units, losses.edges) },
    ranks: { ...ranks, kept: bins(ranks.kept, ranks.edges), selected: bins(ranks.selected, ranks.edges) },
    failed: Object.fromEntries(
      Object.entries(tables.failed).map(([rule, { any, only }]) => [rule, { any: at(any), only: at(only) }]),
    ),
  };
}

/** The place of a value in an ascending grid, or of the nearest there is. */
export function nearestPlace(
  grid: Float64Array,
  value: number,
): { readonly place: number; readonly onGrid: boolean } {
  let low = 0;
  let high = grid.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((grid[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  const above = grid[low] ?? 0;
  if (above === value) return { place: low, onGrid: true };
  const below = grid[low - 1];
  const isBelowNearer = below !== undefined && value - below < above - value;
  return { place: isBelowNearer ? low - 1 : low, onGrid: false };
}
