import { type AgreementEstimate, undefinedEstimate } from './agreement-estimate.ts';
import type { Weighting, WeightMatrix } from './agreement-weights.ts';
import { type RatedPairs, tableOfPairs } from './confusion-table.ts';
import { unitTotals } from './unit-totals.ts';
import { weightMatrixFor, withInterval } from './table-agreement.ts';
import { coefficientOfCells, type TableCoefficient } from './table-coefficient.ts';

/**
 * A coefficient of the population that the design weights stand for: cells by weights, then the coefficient of those cells
 * (Begg & Greenes 1983: labels chosen by the judge's answer mislead unless weighted). Interval by linearisation: the ratio
 * Σ w (u − ū) / Σ w, its variance between clusters (or single pairs), t on units − 1 (Särndal, Swensson & Wretman 1992, 5.5).
 */
export function agreementOfPairs(
  coefficient: TableCoefficient,
  categories: readonly string[],
  pairs: RatedPairs,
  weights: Weighting | WeightMatrix = 'identity',
  level = 0.95,
): AgreementEstimate {
  const q = categories.length;
  const table = tableOfPairs(categories, pairs);
  const cells = coefficientOfCells(coefficient, table.shares, weightMatrixFor(weights, q), table.n);
  if ('reason' in cells) return undefinedEstimate(table.n, cells.reason, cells);
  let mean = 0;
  for (let i = 0; i < table.shares.length; i++) mean += (table.shares[i] ?? 0) * (cells.linearised[i] ?? 0);
  const values = Float64Array.from(
    pairs.first,
    (first, i) => (cells.linearised[first * q + (pairs.second[i] ?? 0)] ?? 0) - mean,
  );
  const { totals, weight } = unitTotals(values, pairs.weight, pairs.cluster);
  const units = totals.length;
  const squares = totals.reduce((sum, total) => sum + total * total, 0);
  const se = units < 2 ? 0 : Math.sqrt((units / (units - 1)) * squares) / weight;
  return withInterval(cells, se, table.n, level, units - 1);
}
