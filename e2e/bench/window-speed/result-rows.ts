import { quantile } from '../../../shared/statistics/quantile.ts';

export type ResultRow = {
  readonly measurement: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isReached: boolean;
};

/** A figure that must not be above `most`: the 95th percentile of steps, in milliseconds. */
export function p95Row(
  measurement: string,
  most: number,
  steps: readonly number[],
  beside?: string,
): ResultRow {
  const ascending = Float64Array.from(steps).toSorted();
  const [median = Number.NaN, p95 = Number.NaN] = [quantile(ascending, 0.5), quantile(ascending, 0.95)].map(
    (value) => value ?? Number.NaN,
  );
  return {
    measurement,
    wanted: `≤ ${most} ms`,
    measured: `p95 ${p95.toFixed(1)} ms, median ${median.toFixed(1)} ms (${steps.length} steps${beside === undefined ? '' : `; ${beside}`})`,
    isReached: p95 <= most,
  };
}

/** A single figure that must not be above `most`. */
export function mostRow(
  measurement: string,
  most: number,
  value: number,
  unit: string,
  beside?: string,
): ResultRow {
  return {
    measurement,
    wanted: `≤ ${most} ${unit}`,
    measured: `${Math.round(value)} ${unit}${beside === undefined ? '' : ` (${beside})`}`,
    isReached: value <= most,
  };
}

/** As Markdown, ready for the README. */
export function resultTable(rows: readonly ResultRow[]): string {
  return [
    '| measurement | wanted | measured | reached |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ measurement, wanted, measured, isReached }) =>
        `| ${measurement} | ${wanted} | ${measured} | ${isReached ? 'yes' : '**no**'} |`,
    ),
  ].join('\n');
}
