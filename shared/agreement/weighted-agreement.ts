import { type AgreementEstimate, undefinedEstimate } from './agreement-estimate.ts';
import type { Weighting, WeightMatrix } from './agreement-weights.ts';
import { type RatedPairs, tableOfPairs } from './confusion-table.ts';
import { meanOverCells, varianceBetweenUnits } from './linearised-spread.ts';
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
  const mean = meanOverCells(table.shares, cells.linearised);
  const { variance, units } = varianceBetweenUnits(
    cells.linearised.map((value) => value - mean),
    pairs,
  );
  return withInterval(cells, Math.sqrt(variance), table.n, level, units - 1);
}
